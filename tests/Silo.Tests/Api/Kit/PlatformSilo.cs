using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Api.Kit;

/// <summary>A silo without keys before a simulated platform.</summary>
public sealed class PlatformSilo : IAsyncLifetime
{
    private const string Secret = "s3cret";

    private SimulatorHost _simulator = null!;
    private int _accounts;

    internal ApiSilo Silo { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        Silo = await ApiSilo.StartAsync($$"""{ "Feishu": { "BaseAddress": "{{_simulator.Address}}" } }""");
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await _simulator.DisposeAsync();
    }

    /// <summary>A new app and its account, which is not connected.</summary>
    internal async Task<(string Account, FakeApp App)> AddAccountAsync()
    {
        var number = Interlocked.Increment(ref _accounts);
        var app = _simulator.Platform.Register(new AppRegistration($"cli_{number:x16}", Secret));
        var added = await Silo.SendAsync("PUT", $"/api/accounts/a{number}", body: $$"""{ "appId": "{{app.AppId}}", "appSecret": "{{Secret}}", "enabled": false }""").Within(what: "the account");
        Assert.Equal(201, added.Status);
        return ($"a{number}", app);
    }
}
