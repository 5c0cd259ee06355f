using System.Diagnostics;
using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Faults;

namespace Feishu.Client.Tests.Simulated;

/// <summary>The promises of the product, each against the real simulator.</summary>
public class StaysConnectedTests
{
    [Fact]
    public async Task PeerFrozen_IsReplacedWithinPingTimeoutGraceAndThreeSeconds()
    {
        await using var account = await SimulatedAccount.CreateAsync(static options => options.MaxBackoff = options.InitialBackoff = TimeSpan.FromSeconds(2));
        await account.ConnectAsync();
        var watch = Stopwatch.StartNew();

        account.App.Freeze();
        await account.App.WaitForConnectsAsync(2);

        // PingInterval, PongTimeout and StaleGrace are one second each here, and the replacement has three.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(6), $"replaced after {watch.Elapsed}");
        Assert.Contains(account.Probe.Transitions.Items, transition => transition.To is Stale);
    }

    [Fact]
    public async Task PlatformRefuses_CallsBecomeRarerAndTheCapHolds()
    {
        await using var account = await SimulatedAccount.CreateAsync(static options => options.BackoffJitter = 0);
        account.App.Faults.Endpoint.Set(new EndpointFault { Code = 1, Message = "system busy" });
        account.Connection.Start();

        var transitions = await account.Probe.Transitions.WhenAsync(all => all.Count(transition => transition.To is Backoff) >= 6).Within();

        var delays = transitions.Select(transition => transition.To).OfType<Backoff>().Take(6).Select(state => Math.Round((state.Due - state.Since).TotalMilliseconds));
        Assert.Equal([100, 180, 324, 500, 500, 500], delays);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public async Task ServerReconnectCount_NeverEndsService(int count)
    {
        await using var account = await SimulatedAccount.CreateAsync();
        account.App.ClientConfig = account.App.ClientConfig with { ReconnectCount = count };
        await account.ConnectAsync();

        account.App.Faults.Endpoint.Set(new EndpointFault { Reset = true, Times = count + 4 });
        account.App.Reset();

        await account.App.WaitForConnectsAsync(2);
    }

    [Fact]
    public async Task UnknownCodeWithAppIdInItsText_IsTriedAgain()
    {
        await using var account = await SimulatedAccount.CreateAsync();
        account.App.Faults.Endpoint.Set(new EndpointFault { Code = 1000049999, Message = "app_id is invalid", Times = 2 });

        await account.ConnectAsync();

        Assert.Equal(2, account.Probe.Transitions.Items.Count(transition => transition.To is Backoff));
        Assert.DoesNotContain(account.Probe.Transitions.Items, transition => transition.To is Faulted);
    }

    [Theory]
    [InlineData(403, FaultReason.Forbidden)]
    [InlineData(514, FaultReason.AuthenticationFailed)]
    [InlineData(1000040344, FaultReason.CredentialMissing)]
    [InlineData(1000040345, FaultReason.CredentialInvalid)]
    [InlineData(1000040346, FaultReason.AppIdInvalid)]
    [InlineData(1000040347, FaultReason.StoreAppUnsupported)]
    [InlineData(1000040351, FaultReason.WrongDomain)]
    public async Task DefinitiveRefusal_FaultsAndIsNotHammered(long code, FaultReason reason)
    {
        await using var account = await SimulatedAccount.CreateAsync(static options => options.FaultedReprobe = TimeSpan.FromSeconds(1));
        account.App.Faults.Endpoint.Set(new EndpointFault { Code = code, Times = 1 });
        account.Connection.Start();

        var faulted = await account.Probe.ReachedAsync<Faulted>();
        await account.Probe.ReachedAsync<Connected>();

        Assert.Equal((reason, code), (faulted.Reason, faulted.Cause.Code));
        Assert.Equal(2, account.App.Log.CountOf<Simulator.Recording.DiscoveryAnswered>());
    }

    [Fact]
    public async Task HandshakeAuthRefusedOnce_TriesAgainWithAFreshTicket()
    {
        await using var account = await SimulatedAccount.CreateAsync();
        account.App.Faults.Handshake.Set(new HandshakeFault { Status = 514, AuthErrorCode = 1000040348, Times = 2 });

        await account.ConnectAsync();

        Assert.Equal(3, account.App.Log.CountOf<Simulator.Recording.DiscoveryAnswered>());
    }

    [Theory]
    [InlineData(403L, null, 1)]
    [InlineData(514L, 1000040348L, 3)]
    public async Task HandshakeRefusedDefinitively_Faults(long status, long? autherrcode, int attempts)
    {
        await using var account = await SimulatedAccount.CreateAsync();
        account.App.Faults.Handshake.Set(new HandshakeFault { Status = status, AuthErrorCode = autherrcode });
        account.Connection.Start();

        await account.Probe.ReachedAsync<Faulted>();

        Assert.Equal(attempts, account.App.Log.CountOf<Simulator.Recording.DiscoveryAnswered>());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task OverLimit_WaitsLongAndSaysWhy(bool atDiscovery)
    {
        await using var account = await SimulatedAccount.CreateAsync(static options => options.BackoffJitter = 0);
        if (atDiscovery)
            account.App.Faults.Endpoint.Set(new EndpointFault { Code = 1000040350 });
        else
            account.App.Faults.Handshake.Set(new HandshakeFault { Status = 514, AuthErrorCode = 1000040350 });
        account.Connection.Start();

        var backoff = await account.Probe.ReachedAsync<Backoff>();

        Assert.Equal(TimeSpan.FromMinutes(5), backoff.Due - backoff.Since);
        Assert.Contains("connected elsewhere", FaultAdvice.For(backoff.Cause), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ConnectionLost_InEveryEverydayWay_ComesBack()
    {
        await using var account = await SimulatedAccount.CreateAsync();
        await account.ConnectAsync();

        account.App.Close(1000);
        await account.App.WaitForConnectsAsync(2);
        account.App.Close(3001, "backbone registered too many conns");
        await account.App.WaitForConnectsAsync(3);
        account.App.Reset();
        await account.App.WaitForConnectsAsync(4);
        account.Simulator.Platform.Faults.RefuseEverything();
        account.App.Reset();
        await account.App.WaitForDiscoveryCallsAsync(6);
        account.Simulator.Platform.Faults.Clear();
        await account.App.WaitForConnectsAsync(5);
    }

    [Fact]
    public async Task Events_OverTheWire_BreakNoRule()
    {
        await using var account = await SimulatedAccount.CreateAsync();
        await account.ConnectAsync();

        var plain = await account.App.WaitForAckAsync(account.App.PushText("hello"));
        var chinese = await account.App.WaitForAckAsync(account.App.PushText("你好,世界"));
        await account.App.WaitForPingsAsync(2);

        Assert.Equal((200, 200), (plain.Code, chinese.Code));
        Assert.Empty(account.App.Log.Of<Simulator.Recording.Violation>());
        Assert.Equal(2, account.Connection.Snapshot.Counters.Acked);
    }
}
