using System.Text.Json;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Clusters;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Network;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Handover;

/// <summary>Silos as programs that share a PostgreSQL database, between a platform that pushes events all the time and a consumer that takes them.</summary>
internal sealed class ClusterRig : IAsyncDisposable
{
    private const int EventsBetweenQuestions = 20;

    /// <summary>Share of the events that may cross a Close frame while other programs keep the processors busy, but one in any case: no
    /// client can rule that out (record 10). None does on a quiet machine.</summary>
    private const double MostCrossed = 0.02;

    /// <summary>A question goes to every silo: asked without a pause it would be what keeps the machine busy.</summary>
    private static readonly TimeSpan BetweenQuestions = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2), Repush = TimeSpan.FromSeconds(1);

    private readonly ClusterGround _ground;
    private SteadyEvents? _events;
    private bool _isPushing;

    private ClusterRig(ClusterGround ground) => _ground = ground;

    public DeliveryLedger Ledger => _ground.Ledger;

    public IReadOnlyList<FakeApp> Apps => _ground.Apps;

    /// <summary>Pushes that crossed a Close frame on the wire: no client can acknowledge them, and the platform pushes them again. Also what
    /// a machine without time to spare acknowledged too late.</summary>
    public int Crossed => Failed().Count();

    /// <summary>The database that the silos share.</summary>
    public PostgresServer Server => _ground.Database;

    public static async Task<ClusterRig> StartAsync(int accounts) => new(await ClusterGround.StartAsync(accounts, Repush, Patience));

    /// <inheritdoc cref="ClusterGround.LaunchAsync(SiloPorts, string[])"/>
    public Task<SiloProcess> StartSiloAsync(SiloPorts ports, params string[] more) => _ground.LaunchAsync(ports, more);

    /// <inheritdoc cref="ClusterGround.LaunchAsync(SiloPorts, SiloNetwork, string[])"/>
    public Task<SiloProcess> StartSiloAsync(SiloPorts ports, SiloNetwork network, params string[] more) => _ground.LaunchAsync(ports, network, more);

    /// <inheritdoc cref="ClusterGround.LaunchFileAsync"/>
    public Task<SiloProcess> StartOtherSiloAsync(SiloPorts ports, string program) => _ground.LaunchFileAsync(ports, program);

    /// <summary>Waits until every account is connected.</summary>
    public Task ConnectedAsync() => Task.WhenAll(Apps.Select(static app => app.WaitForConnectionAsync()));

    /// <summary>One event to every account.</summary>
    /// <returns>Which.</returns>
    public IReadOnlyList<(FakeApp App, string EventId)> PushEach() => [.. Apps.Select(static app => (app, app.PushText("good morning")))];

    /// <summary>Waits until events are acknowledged with 200 and have come to the consumer, and holds what it got against what is promised.</summary>
    public async Task SettledAsync(IReadOnlyCollection<(FakeApp App, string EventId)> pushed)
    {
        foreach (var (app, eventId) in pushed)
            await app.Log.WaitForAsync<Acknowledged>(ack => ack.EventId == eventId && ack.Code == 200, $"{eventId} acknowledged with 200");
        var eventIds = pushed.Select(static one => one.EventId).ToArray();
        await Ledger.ArrivedAsync(eventIds).Within(Patience, "the events at the consumer");
        Assert.Empty(Ledger.Check(eventIds));
    }

    /// <inheritdoc cref="ClusterGround.AccountsAsync"/>
    public Task<IReadOnlyList<JsonElement>> AccountsAsync(SiloProcess asked) => _ground.AccountsAsync(asked);

    /// <summary>Waits until the accounts are as expected; tells what they were like when they are not in time.</summary>
    public async Task UntilAccountsAsync(SiloProcess asked, Predicate<IReadOnlyList<JsonElement>> isSo, string what)
    {
        IReadOnlyList<JsonElement> last = [];
        try
        {
            await AskAsync().Within(Patience, what);
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}; last seen:\n{string.Join('\n', last)}", late);
        }

        async Task AskAsync()
        {
            while (!isSo(last = await AccountsAsync(asked)))
                await Task.Delay(BetweenQuestions);
        }
    }

    /// <summary>Waits until each silo carries a fair share, and all accounts are connected. Which account falls to which silo depends on
    /// the silos' ports: the fewer accounts there are, the further from even a share may be.</summary>
    public Task SharedAsync(SiloProcess asked, int silos) => UntilAsync(
        asked,
        all => all.Length == silos && all.All(silo => silo.Count("accounts") >= Apps.Count / silos / (Apps.Count > 100 ? 2 : 4)) && all.Sum(static silo => silo.Count("connected")) == Apps.Count,
        $"a fair share for each of {silos} silos");

    /// <summary>Waits until the silos are as expected.</summary>
    public Task UntilAsync(SiloProcess asked, Predicate<JsonElement[]> isSo, string what)
    {
        return AskAsync().Within(Patience, what);

        // Asked again when some more events came: often enough, and without being what keeps the machine busy.
        async Task AskAsync()
        {
            while (!isSo(await _ground.SilosAsync(asked)))
                await (_isPushing ? Ledger.CountAsync(Ledger.Count + EventsBetweenQuestions) : Task.CompletedTask);
        }
    }

    /// <summary>Pushes events at a rate until <see cref="CheckAsync"/>.</summary>
    public void Push(int perSecond) => (_events, _isPushing) = (new SteadyEvents(Apps, perSecond), true);

    /// <summary>Ends the load and holds everything against what is promised: no account was without a socket for a moment, everything was
    /// acknowledged and came to the consumer, in order, and nothing was pushed again but what crossed a Close frame.</summary>
    /// <returns>How many events there were.</returns>
    public async Task<int> CheckAsync()
    {
        _isPushing = false;
        await _events!.StopAsync();
        var pushed = _events.Count;
        var acknowledged = Apps.SelectMany(static app => app.Log.Of<Acknowledged>()).Where(static ack => ack.Code == 200).Select(static ack => ack.EventId).ToHashSet();
        await Ledger.ArrivedAsync(acknowledged).Within(Patience, "every acknowledged event at the consumer");

        Assert.Equal(pushed, acknowledged.Count);
        Assert.Contains(Apps, static app => app.Log.CountOf<Disconnected>() > 0);
        Assert.All(Apps.SelectMany(static app => app.Log.Of<Disconnected>()), static end => Assert.True(end.Live > 0, $"no live socket after {end}"));
        Assert.DoesNotContain(Failed(), static failed => failed.Cause == DeliveryFailure.Offline);
        Assert.True(Crossed <= Math.Max(1, pushed * MostCrossed), $"{Crossed} of {pushed} events were not acknowledged on the socket that brought them");
        Assert.Empty(Apps.SelectMany(static app => app.Log.Of<Violation>()));
        Assert.Empty(Ledger.Check(acknowledged));
        return pushed;
    }

    private IEnumerable<DeliveryFailed> Failed() => Apps.SelectMany(static app => app.Log.Of<DeliveryFailed>());

    public async ValueTask DisposeAsync()
    {
        _events?.Dispose();
        await _ground.DisposeAsync();
    }
}
