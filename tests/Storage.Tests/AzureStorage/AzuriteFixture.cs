using FeishuOrleans.Testing.Processes;

[assembly: AssemblyFixture(typeof(FeishuOrleans.Storage.Tests.AzureStorage.AzuriteFixture))]

namespace FeishuOrleans.Storage.Tests.AzureStorage;

/// <summary>One server for the run; each test has a table of its own.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    private int _tables;

    public AzuriteServer Server { get; private set; } = null!;

    /// <summary>A table that nobody used before.</summary>
    public string NextTable() => $"Journal{Interlocked.Increment(ref _tables)}";

    public async ValueTask InitializeAsync() => Server = await AzuriteServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
