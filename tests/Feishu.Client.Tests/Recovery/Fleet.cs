using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Recovery;

/// <summary>Accounts of one process, each with an app of its own, against one simulator and on the real clock.</summary>
internal sealed class Fleet : IAsyncDisposable
{
    private static int _apps;

    private readonly ServiceProvider _services;
    private readonly SimulatorHost _simulator;
    private readonly List<FleetAccount> _accounts = [];

    public Fleet(SimulatorHost simulator, Action<SupervisionOptions> configure, double connectRate = 10_000, TimeProvider? time = null)
    {
        _simulator = simulator;
        _services = new ServiceCollection().AddLogging()
            .AddSingleton(time ?? TimeProvider.System)
            .AddFeishuClient()
            .Configure<FeishuClientOptions>(options => options.ConnectRate = connectRate)
            .Configure(configure)
            .BuildServiceProvider();
    }

    public IReadOnlyList<FleetAccount> Accounts => _accounts;

    public FleetAccount Add()
    {
        var number = Interlocked.Increment(ref _apps);
        var app = _simulator.Platform.Register(new AppRegistration($"cli_{number:x16}", "a-secret"));
        var added = new FleetAccount(app, _simulator.Address, _services.GetRequiredService<IFeishuConnectionFactory>());
        _accounts.Add(added);
        return added;
    }

    /// <summary>Adds accounts and waits until all are connected.</summary>
    public async Task ConnectAsync(int count)
    {
        var added = Enumerable.Range(0, count).Select(_ => Add()).ToArray();
        foreach (var account in added)
            account.Connection.Start();
        await Task.WhenAll(added.Select(static account => account.Probe.ReachedAsync<Connected>()));
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_accounts.Select(static account => account.Connection.DisposeAsync().AsTask()));
        await _services.DisposeAsync();
    }
}
