namespace FeishuOrleans.Silo.Tests.Api.Kit;

/// <summary>A silo without keys.</summary>
public sealed class OpenSilo : IAsyncLifetime
{
    internal ApiSilo Silo { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Silo = await ApiSilo.StartAsync();

    public ValueTask DisposeAsync() => Silo.DisposeAsync();
}
