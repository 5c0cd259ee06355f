using Feishu.Client;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Grains.Timelines;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Clients;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Connections;

public sealed class ConnectionHostTests : IAsyncDisposable
{
    private static readonly FeishuAccount Account = new("a1", "cli_0000000000000001", "secret", new Uri("http://127.0.0.1:9"));

    private readonly DeadTime _time = new();
    private readonly Signal<AccountTransition> _transitions = new();
    private readonly ServiceProvider _services;
    private readonly LeavingConnections _leaving;
    private readonly ConnectionHost _host;

    public ConnectionHostTests()
    {
        _services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_time).AddFeishuClient().BuildServiceProvider();
        _leaving = new LeavingConnections(_time, NullLogger<LeavingConnections>.Instance);
        _host = new ConnectionHost(
            new ProbingConnectionFactory(_services.GetRequiredService<IFeishuConnectionFactory>(), _transitions),
            new FakeHandler(),
            new TransitionNotices(null!, new DispatchHost(null!), _leaving, new SiloTimelines(new LocalSilo()), NullLogger<TransitionNotices>.Instance),
            _leaving);
    }

    [Fact]
    public void Open_SameEpoch_IsTheSameConnection() => Assert.Same(_host.Open(Account, 1), _host.Open(Account, 1));

    [Fact]
    public void Open_NewerEpoch_ReplacesTheOlder()
    {
        var old = _host.Open(Account, 1);

        var opened = _host.Open(Account, 2);

        Assert.NotSame(old, opened);
        Assert.Null(_host.Find("a1", 1));
        Assert.Same(opened, _host.Find("a1", 2));
    }

    [Fact]
    public void Open_OlderEpoch_IsNotTheOwner()
    {
        var newer = _host.Open(Account, 2);

        Assert.Null(_host.Open(Account, 1));
        Assert.Same(newer, _host.Find("a1", 2));
    }

    [Fact]
    public async Task Close_OlderEpoch_LeavesTheNewerAlone()
    {
        var newer = _host.Open(Account, 2);

        await _host.CloseAsync("a1", 1, "test").Within();

        Assert.Same(newer, _host.Find("a1", 2));
    }

    [Fact]
    public async Task Close_ItsEpoch_Forgets()
    {
        _host.Open(Account, 1);

        await _host.CloseAsync("a1", 1, "test").Within();

        Assert.Null(_host.Find("a1", 1));
    }

    [Fact]
    public async Task Open_StuckConnection_IsMadeAnew()
    {
        var stuck = _host.Open(Account, 1)!;
        stuck.Start();
        await _transitions.FirstAsync(static one => one.Transition.To is Connecting).Within(what: "the start");

        // The timers of this clock never fire: the supervisor makes no progress past its due time.
        _time.Advance(TimeSpan.FromMinutes(5));
        var opened = _host.Open(Account, 1);

        Assert.NotSame(stuck, opened);
        Assert.IsType<Stopped>(opened!.Snapshot.State);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.CloseAsync("a1", 1, "end of test");
        await _host.CloseAsync("a1", 2, "end of test");
        await _services.DisposeAsync();
    }

    private sealed class DeadTime : FakeTimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            new Dead(base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));

        private sealed class Dead(ITimer timer) : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose() => timer.Dispose();

            public ValueTask DisposeAsync() => timer.DisposeAsync();
        }
    }
}
