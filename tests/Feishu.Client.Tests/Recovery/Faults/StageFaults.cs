using Feishu.Client.Supervision;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Client.Tests.Recovery.Faults;

/// <summary>What can happen to discovery, to the upgrade and to pongs.</summary>
internal static class StageFaults
{
    private static readonly Func<RecoveryTimes, TimeSpan> Reprobe = static times => times.Reprobe, OverLimit = static times => times.OverLimit;

    public static IEnumerable<ArmedFault> All => [.. Discovery, .. Upgrade, .. Pongs];

    private static IEnumerable<ArmedFault> Discovery =>
    [
        Endpoint("reset", new EndpointFault { Reset = true }, FailureKind.DiscoveryUnreachable),
        Endpoint("hangs", new EndpointFault { Hang = true }, FailureKind.DiscoveryTimedOut) with
        {
            Catch = static app => app.WaitForDiscoveryCallsAsync(app.Log.CountOf<DiscoveryAnswered>() + 1),
            Lingers = static times => times.Options.EndpointTimeout,
        },
        Endpoint("answers late", new EndpointFault { Delay = TimeSpan.FromSeconds(0.5) }),
        Endpoint("HTTP 404", new EndpointFault { HttpStatus = 404 }, FailureKind.DiscoveryHttpError),
        Endpoint("HTTP 429", new EndpointFault { HttpStatus = 429 }, FailureKind.DiscoveryHttpError),
        Endpoint("HTTP 500", new EndpointFault { HttpStatus = 500 }, FailureKind.DiscoveryHttpError),
        Endpoint("code 1", new EndpointFault { Code = EndpointCode.SystemBusy }, FailureKind.DiscoveryRefused),
        Endpoint("code 1000040343", new EndpointFault { Code = EndpointCode.InternalError }, FailureKind.DiscoveryRefused),
        Endpoint("unknown code", new EndpointFault { Code = 987654321 }, FailureKind.DiscoveryRefused),
        Endpoint("not JSON", new EndpointFault { Body = EndpointBody.InvalidJson }, FailureKind.DiscoveryMalformed),
        Endpoint("no data", new EndpointFault { Body = EndpointBody.MissingData }, FailureKind.DiscoveryMalformed),
        Endpoint("data null", new EndpointFault { Body = EndpointBody.NullData }, FailureKind.DiscoveryMalformed),
        Endpoint("empty URL", new EndpointFault { Body = EndpointBody.EmptyUrl }, FailureKind.DiscoveryMalformed),
        Endpoint("no ClientConfig", new EndpointFault { Body = EndpointBody.MissingConfig }),
        Endpoint("code 403", new EndpointFault { Code = EndpointCode.Forbidden }, FailureKind.DiscoveryRefused) with { Failures = 1, Pause = Reprobe },
        Endpoint("code 514", new EndpointFault { Code = EndpointCode.AuthFailed }, FailureKind.DiscoveryRefused) with { Failures = 1, Pause = Reprobe },
        Endpoint("code 1000040350", new EndpointFault { Code = EndpointCode.OverLimit }, FailureKind.OverLimit) with { Failures = 1, Pause = OverLimit },
    ];

    private static IEnumerable<ArmedFault> Upgrade =>
    [
        Handshake("reset", new HandshakeFault { Reset = true }, FailureKind.HandshakeUnreachable),
        Handshake("hangs", new HandshakeFault { Hang = true }, FailureKind.HandshakeTimedOut) with
        {
            Catch = static app => app.Log.WaitForCountAsync<HandshakeRefused>(app.Log.CountOf<HandshakeRefused>() + 1),
            Lingers = static times => times.Options.HandshakeTimeout,
        },
        Handshake("answers late", new HandshakeFault { Delay = TimeSpan.FromSeconds(0.5) }),
        Handshake("HTTP 500", new HandshakeFault { HttpStatus = 500 }, FailureKind.HandshakeRefused),
        Handshake("403", new HandshakeFault { Status = 403 }, FailureKind.HandshakeForbidden) with { Failures = 1, Pause = Reprobe },
        Handshake("514 / 1000040348", new HandshakeFault { Status = 514, AuthErrorCode = 1000040348 }, FailureKind.HandshakeAuthRefused)
            with { Failures = RefusalTable.AuthRefusalsToFault, Pause = Reprobe },
        Handshake("514 / 1000040350", new HandshakeFault { Status = 514, AuthErrorCode = EndpointCode.OverLimit }, FailureKind.OverLimit)
            with { Failures = 1, Pause = OverLimit },
    ];

    private static IEnumerable<ArmedFault> Pongs =>
    [
        Pong("none", new PongFault { Mode = PongMode.None }, FailureKind.NoFirstFrame, FailureKind.WentSilent) with
        {
            Catch = static app => app.WaitForPingsAsync(app.Log.CountOf<Pinged>() + 1),
            Lingers = static times => times.FirstFrame,
        },
        Pong("late", new PongFault { Delay = TimeSpan.FromSeconds(0.5) }),
        Pong("empty", new PongFault { Mode = PongMode.Empty }),
        Pong("malformed", new PongFault { Mode = PongMode.Malformed }),
        Pong("fields missing", new PongFault { Mode = PongMode.MissingFields }),
        Pong("zeros", new PongFault { Mode = PongMode.Zeros }),
    ];

    private static ArmedFault Endpoint(string name, EndpointFault fault, params FailureKind[] seen) =>
        Of($"discovery: {name}", ConnectStage.Discovering, app => app.Faults.Endpoint.Set(fault), static app => app.Faults.Endpoint.Clear(), seen);

    private static ArmedFault Handshake(string name, HandshakeFault fault, params FailureKind[] seen) =>
        Of($"upgrade: {name}", ConnectStage.Handshaking, app => app.Faults.Handshake.Set(fault), static app => app.Faults.Handshake.Clear(), seen);

    private static ArmedFault Pong(string name, PongFault fault, params FailureKind[] seen) =>
        Of($"pong: {name}", ConnectStage.AwaitingFirstFrame, app => app.Faults.Pong.Set(fault), static app => app.Faults.Pong.Clear(), seen) with { MeetsOpenSockets = true };

    private static ArmedFault Of(string name, ConnectStage stage, Action<FakeApp> arm, Action<FakeApp> lift, FailureKind[] seen) => new(
        name,
        stage,
        (_, app) =>
        {
            arm(app);
            return Task.CompletedTask;
        },
        (_, app) => lift(app),
        seen);
}
