using Feishu.Client.Supervision;
using Feishu.Simulator.Platform;

namespace Feishu.Client.Tests.Recovery.Faults;

/// <summary>What can happen to the platform as a whole.</summary>
internal static class PlatformFaults
{
    public static IEnumerable<ArmedFault> All =>
    [
        new(
            "platform down, port refused",
            ConnectStage.Discovering,
            static (platform, _) => platform.Network.BreakAsync(),
            static (platform, _) => platform.Network.Restore(),
            FailureKind.DiscoveryUnreachable)
        {
            OwnPlatform = true,
            HitsEveryone = true,
        },
        Limit(LimitManner.Discovery, ConnectStage.Discovering, FailureKind.OverLimit),
        Limit(LimitManner.Handshake, ConnectStage.Handshaking, FailureKind.OverLimit),
        Limit(LimitManner.Close, ConnectStage.AwaitingFirstFrame, FailureKind.Closed),
    ];

    private static ArmedFault Limit(LimitManner manner, ConnectStage stage, FailureKind seen)
    {
        var before = new PlatformSettings();
        return new ArmedFault(
            $"connection limit, told by {manner}",
            stage,
            (platform, _) =>
            {
                platform.Settings = before with { LimitManner = manner, ConnectionLimit = 0 };
                return Task.CompletedTask;
            },
            (platform, _) => platform.Settings = before,
            seen)
        {
            OwnPlatform = true,
            Failures = manner == LimitManner.Close ? 2 : 1,
            Pause = manner == LimitManner.Close ? null : static times => times.OverLimit,
        };
    }
}
