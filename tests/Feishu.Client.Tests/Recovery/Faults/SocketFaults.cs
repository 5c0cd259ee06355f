using Feishu.Client.Supervision;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Sockets;

namespace Feishu.Client.Tests.Recovery.Faults;

/// <summary>What can happen to an open socket.</summary>
internal static class SocketFaults
{
    /// <summary>Fewer than a connection takes at a time, so that none is refused.</summary>
    private const int Burst = 200;

    public static IEnumerable<SocketFault> All =>
    [
        new("close 1000", static app => app.Close(1000), FailureKind.Closed),
        new("close 1011", static app => app.Close(1011, "internal error"), FailureKind.Closed),
        new("close 3001", static app => app.Close(3001, "backbone registered too many conns"), FailureKind.Closed),
        new("RST", static app => app.Reset(), FailureKind.Closed),
        new("FIN without close frame", static app => app.Drop(), FailureKind.Closed),
        new("broken WebSocket framing", static app => app.SendStrange(StrangeMessage.GarbageBytes), FailureKind.Closed),
        new("frozen", static app => app.Freeze(), FailureKind.WentSilent, FailureKind.NoFirstFrame) { IsSilent = true },
        new("slow drip, 1 byte/s", static app => app.Drip(1), FailureKind.WentSilent, FailureKind.NoFirstFrame) { IsSilent = true },
        new("burst of 200 events", static app => PushMany(app.Push)),
        new("WebSocket ping", static app => app.SendStrange(StrangeMessage.WebSocketPing)) { States = [HitState.Connected] },
        .. Strange,
    ];

    /// <summary>Whole messages that make no sense. Each is a sign of life all the same.</summary>
    private static IEnumerable<SocketFault> Strange => Enum.GetValues<StrangeMessage>()
        .Except([StrangeMessage.GarbageBytes, StrangeMessage.WebSocketPing])
        .Select(static message => new SocketFault($"message: {message}", app => app.SendStrange(message)));

    private static void PushMany(Func<EventPush, string> push)
    {
        for (var i = 0; i < Burst; i++)
            push(new EventPush { Text = $"burst {i}" });
    }
}
