using System.Net;
using System.Text.Json;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Grains.Takeover;
using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Silo.Tests.Handover;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Takeover;

/// <summary>
/// What silos that share a database do when one of them, all of them or the database are gone. In each case every account keeps its
/// identity, its epoch never goes back, and every event that the platform saw acknowledged reaches the consumer, in order.
/// </summary>
[Collection(ProcessTests.Name)]
public sealed class TakeoverTests : IAsyncLifetime
{
    private const int Accounts = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SiloPorts[] _ports = [SiloPorts.Free(), SiloPorts.Free(), SiloPorts.Free()];
    private readonly SiloProcess[] _silos = new SiloProcess[3];
    private readonly List<(FakeApp App, string EventId)> _pushed = [];
    private ClusterRig _rig = null!;
    private IReadOnlyList<JsonElement> _before = null!;
    private Dictionary<FakeApp, long> _connects = null!;

    public async ValueTask InitializeAsync()
    {
        try
        {
            await StartAsync();
        }
        catch
        {
            // What has failed to start is not disposed of otherwise, and programs would stay.
            await DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _silos.OfType<SiloProcess>())
            await silo.DisposeAsync();
        if (_rig is not null)
            await _rig.DisposeAsync();
    }

    [Fact]
    public async Task Kill_OneOfThree_TheOthersTakeItsAccountsAndKeepTheirSockets()
    {
        var lost = CarriedBy(2);
        var ended = Counts<Disconnected>();

        await _silos[2].KillAsync();
        _pushed.AddRange(_rig.PushEach());

        await TakenOverAsync(lost);
        Assert.All(_rig.Apps.Except(lost), app => Assert.Equal(ended[app], app.Log.CountOf<Disconnected>()));
        await VerifyAsync(_silos[0]);
    }

    [Fact]
    public async Task Kill_OneOfThreeWithTheLocalDirectory_TheOthersTakeItsAccounts()
    {
        await KillAllAsync();
        await StartAllAsync("--Cluster:GrainDirectory=Local");
        _connects = Counts<Connected>();
        var lost = CarriedBy(2);

        await _silos[2].KillAsync();
        _pushed.AddRange(_rig.PushEach());

        await TakenOverAsync(lost);
        await VerifyAsync(_silos[0]);
    }

    [Fact]
    public async Task Suspend_OneOfThree_TheOthersTakeItsAccountsAndItLetsGoAsSoonAsItRuns()
    {
        var lost = CarriedBy(2);

        _silos[2].Send(UnixSignal.Stop);
        _pushed.AddRange(_rig.PushEach());
        await TakenOverAsync(lost);
        Assert.All(lost, static app => Assert.Equal(2, app.LiveConnections));
        var ends = lost.Select(static app => app.WaitForDisconnectsAsync(app.Log.CountOf<Disconnected>() + 1)).ToArray();
        _silos[2].Send(UnixSignal.Continue);

        await Task.WhenAll(ends).Within(TimeSpan.FromSeconds(5), "the sockets of the silo that was suspended to close");
        Assert.All(_rig.Apps, static app => Assert.Equal(1, app.LiveConnections));
        await VerifyAsync(_silos[0]);
    }

    [Fact]
    public async Task DatabaseGone_SocketsStayAndEventsComeBack()
    {
        var ended = Counts<Disconnected>();

        await _rig.Server.StopAtOnceAsync();
        var during = _rig.PushEach();
        foreach (var (app, eventId) in during)
            await app.Log.WaitForAsync<DeliveryFailed>(failed => failed.EventId == eventId, $"{eventId} not to be acknowledged");
        await _rig.Server.StartAgainAsync();
        _pushed.AddRange(during);

        await VerifyAsync(_silos[0]);
        Assert.All(_rig.Apps, app => Assert.Equal(ended[app], app.Log.CountOf<Disconnected>()));
    }

    [Fact]
    public async Task Kill_AllAndStartOnTheSameAddresses_EveryAccountIsBack()
    {
        await KillAllAsync();
        _pushed.AddRange(_rig.PushEach());
        await StartAllAsync();

        await TakenOverAsync(_rig.Apps);
        await VerifyAsync(_silos[0]);
    }

    [Fact]
    public async Task Kill_AllAndStartElsewhere_EveryAccountIsBack()
    {
        await KillAllAsync();
        _pushed.AddRange(_rig.PushEach());
        _silos[0] = await _rig.StartSiloAsync(SiloPorts.Free());

        await TakenOverAsync(_rig.Apps);
        await VerifyAsync(_silos[0]);
    }

    private async Task StartAsync()
    {
        _rig = await ClusterRig.StartAsync(Accounts);
        await StartAllAsync();
        await _rig.ConnectedAsync();
        _before = await _rig.AccountsAsync(_silos[0]);
        _connects = Counts<Connected>();
        _pushed.AddRange(_rig.PushEach());
    }

    private async Task StartAllAsync(params string[] settings)
    {
        for (var number = 0; number < _silos.Length; number++)
            _silos[number] = await _rig.StartSiloAsync(_ports[number], settings);
        await _rig.UntilAccountsAsync(_silos[0], all => IsSettled(all) && all.All(IsHome), "accounts that are connected where they fall");
    }

    private async Task KillAllAsync()
    {
        foreach (var silo in _silos)
        {
            await silo.KillAsync();
            await silo.DisposeAsync();
        }
    }

    private FakeApp[] CarriedBy(int silo)
    {
        var name = $"{Environment.MachineName}-{_ports[silo].Silo}";
        FakeApp[] carried = [.. _rig.Apps.Where((_, number) => _before[number].GetProperty("silo").GetString() == name)];
        Assert.NotEmpty(carried);
        return carried;
    }

    private Dictionary<FakeApp, long> Counts<T>() where T : LogEntry => _rig.Apps.ToDictionary(static app => app, static app => app.Log.CountOf<T>());

    private Task TakenOverAsync(IEnumerable<FakeApp> apps) =>
        Task.WhenAll(apps.Select(app => app.WaitForConnectsAsync(_connects[app] + 1))).Within(Patience, "a new connection for every account");

    private static bool IsSettled(IReadOnlyList<JsonElement> accounts) => accounts.Count == Accounts && accounts.All(static account =>
        account.GetProperty("phase").GetString() == "connected" && account.GetProperty("identity").ValueKind == JsonValueKind.Object);

    private bool IsHome(JsonElement account)
    {
        var members = _ports.Select(static ports => new ClusterMember(
            SiloAddress.New(IPAddress.Loopback, ports.Silo, 1), SiloStatus.Active, $"{Environment.MachineName}-{ports.Silo}"));
        return Rendezvous.Choose(account.GetProperty("accountId").GetString()!, members)!.Name == account.GetProperty("silo").GetString();
    }

    private async Task VerifyAsync(SiloProcess asked)
    {
        _pushed.AddRange(_rig.PushEach());
        await _rig.SettledAsync(_pushed);
        await _rig.UntilAccountsAsync(asked, IsSettled, "accounts that are connected again");
        var after = await _rig.AccountsAsync(asked);
        foreach (var (was, now) in _before.Zip(after))
        {
            Assert.Equal(OpenIdOf(was), OpenIdOf(now));
            Assert.True(now.GetProperty("epoch").GetInt64() >= was.GetProperty("epoch").GetInt64(), $"{was} became {now}");
        }
    }

    private static string? OpenIdOf(JsonElement account) => account.GetProperty("identity").GetProperty("openId").GetString();
}
