using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Supervision;

/// <summary>One sample of every state and trigger, at one moment.</summary>
internal static class MachineSamples
{
    public static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly SupervisionOptions Options = new();

    private static readonly DateTimeOffset Earlier = Now - TimeSpan.FromSeconds(5);
    private static readonly DateTimeOffset Later = Now + TimeSpan.FromSeconds(5);
    private static readonly ConnectionFailure Outage = new(FailureKind.DiscoveryUnreachable, null, "refused");
    private static readonly Connected Alive = new(Earlier, new FailureStreak(3, 0), Earlier, null, Later, Pongs: 1);

    /// <summary>States that are not yet due, and their due twins at the same moment.</summary>
    public static readonly (string Name, ConnectionState Early, ConnectionState Due)[] States =
    [
        ("Stopped", new Stopped(Earlier, "test"), new Stopped(Earlier, "test")),
        Stage(ConnectStage.Queued),
        Stage(ConnectStage.Discovering),
        Stage(ConnectStage.Handshaking),
        Stage(ConnectStage.AwaitingFirstFrame),
        ("Connected", Alive, Alive with { NextPingAt = Now }),
        ("Connected, pinged", Pinged(Later), Pinged(Now)),
        ("Stale", new Stale(Earlier, Pinged(Earlier), Later), new Stale(Earlier, Pinged(Earlier), Now)),
        ("Backoff", new Backoff(Earlier, new(1, 0), Later, Outage), new Backoff(Earlier, new(1, 0), Now, Outage)),
        ("Faulted", new Faulted(Earlier, FaultReason.Forbidden, Outage, Later), new Faulted(Earlier, FaultReason.Forbidden, Outage, Now)),
    ];

    /// <summary>Every trigger; those whose meaning depends on more than their type stand once for each meaning.</summary>
    public static readonly (string Name, bool WhenDue, ConnectionTrigger Trigger, bool Held)[] Triggers =
    [
        ("StartRequested", false, new ConnectionTrigger.StartRequested(), false),
        ("StopRequested", false, new ConnectionTrigger.StopRequested("test"), false),
        ("ReconnectRequested", false, new ConnectionTrigger.ReconnectRequested(), false),
        ("AccountChanged", false, new ConnectionTrigger.AccountChanged(), false),
        ("SlotReserved", false, new ConnectionTrigger.SlotReserved(Later + TimeSpan.FromSeconds(1)), false),
        ("TicketReceived", false, new ConnectionTrigger.TicketReceived(), false),
        ("SocketOpened", false, new ConnectionTrigger.SocketOpened(), false),
        ("FrameArrived", false, new ConnectionTrigger.FrameArrived(IsPong: true), false),
        ("Failed", false, new ConnectionTrigger.Failed(new(FailureKind.Closed, 1006, "lost")), false),
        ("Failed, definitively", false, new ConnectionTrigger.Failed(new(FailureKind.DiscoveryRefused, 1000040345, "wrong")), false),
        ("TimerElapsed, early", false, new ConnectionTrigger.TimerElapsed(null), false),
        ("TimerElapsed, due", true, new ConnectionTrigger.TimerElapsed(null), false),
        ("TimerElapsed, due, frame since", true, new ConnectionTrigger.TimerElapsed(Now), false),
        ("TimerElapsed, due, held", true, new ConnectionTrigger.TimerElapsed(null), true),
        ("PlatformRecovered", false, new ConnectionTrigger.PlatformRecovered(), false),
    ];

    public static MachineInput Input(DateTimeOffset? now = null, double chance = 0.5, bool crowded = false, bool held = false) =>
        new(now ?? Now, Options, Options.PingInterval, chance, crowded, held);

    public static string NameOf(ConnectionState state) => state switch
    {
        Connecting connecting => connecting.Stage.ToString(),
        Connected { OpenPing: not null } => "Connected, pinged",
        _ => state.GetType().Name,
    };

    private static (string, ConnectionState, ConnectionState) Stage(ConnectStage stage) => (
        stage.ToString(),
        new Connecting(Earlier, new FailureStreak(2, 0), stage, Later),
        new Connecting(Earlier, new FailureStreak(2, 0), stage, Now));

    private static Connected Pinged(DateTimeOffset answerDue) => Alive with { OpenPing = new OpenPing(Earlier, answerDue) };
}
