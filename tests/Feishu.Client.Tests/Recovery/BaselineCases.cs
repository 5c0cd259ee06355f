using Feishu.Client.Supervision;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator;
using Feishu.Simulator.Faults;

namespace Feishu.Client.Tests.Recovery;

/// <summary>The rows of the fault table, in its order.</summary>
internal static class BaselineCases
{
    private static readonly TimeSpan Down = TimeSpan.FromSeconds(RecoveryTimes.IsSoak ? 15 : 2), Hang = TimeSpan.FromSeconds(RecoveryTimes.IsSoak ? 12 : 1.5);

    private static readonly Func<ConnectionState, DateTimeOffset?> Faulted = static state => (state as Faulted)?.ReprobeAt;
    private static readonly Func<ConnectionState, DateTimeOffset?> OverLimit = static state => state is Backoff { Cause.Kind: FailureKind.OverLimit } backoff ? backoff.Due : null;

    public static IReadOnlyList<BaselineCase> All { get; } =
    [
        new("clean close", Once(static account => account.App.Close())),
        new("RST", Once(static account => account.App.Reset())),
        new("frozen, server's PingInterval 2 s", Once(static account => account.App.Freeze())) { Config = (-1, 2) },
        Away("down, ReconnectCount 3", Down) with { Config = (3, 120) },
        Away("down, ReconnectCount -1", Down),
        .. Refused(EndpointCode.AuthFailed, Faulted),
        .. Refused(EndpointCode.Forbidden, Faulted),
        .. Refused(EndpointCode.OverLimit, OverLimit),
        .. Refused(EndpointCode.SystemBusy, null),
        .. Refused(EndpointCode.InternalError, null),
        Endpoint("endpoint HTTP 500", new EndpointFault { HttpStatus = 500 }, Down),
        Endpoint("endpoint HTTP 429", new EndpointFault { HttpStatus = 429 }, Down),
        Handshake("handshake 403", new HandshakeFault { Status = 403 }, Down) with { Pauses = Faulted },
        Handshake("handshake 514 + 1000040350", new HandshakeFault { Status = 514, AuthErrorCode = EndpointCode.OverLimit }, Down) with { Pauses = OverLimit },
        Endpoint("endpoint hangs", new EndpointFault { Hang = true }, Hang),
        Handshake("handshake hangs", new HandshakeFault { Hang = true }, Hang),
        Away("cold start, port refused", Hang) with { IsCold = true },
    ];

    private static IEnumerable<BaselineCase> Refused(long code, Func<ConnectionState, DateTimeOffset?>? pauses) =>
    [
        Endpoint($"endpoint {code}, data null", new EndpointFault { Code = code, Body = EndpointBody.NullData }, Down) with { Pauses = pauses },
        Endpoint($"endpoint {code}, data {{}}", new EndpointFault { Code = code, Body = EndpointBody.EmptyData }, Down) with { Pauses = pauses },
    ];

    private static BaselineCase Endpoint(string name, EndpointFault fault, TimeSpan lasts) =>
        new(name, Once(account => account.App.Faults.Endpoint.Set(fault), static account => account.App.Reset())) { Lasts = lasts };

    private static BaselineCase Handshake(string name, HandshakeFault fault, TimeSpan lasts) =>
        new(name, Once(account => account.App.Faults.Handshake.Set(fault), static account => account.App.Reset())) { Lasts = lasts };

    private static BaselineCase Away(string name, TimeSpan lasts) =>
        new(name, static (simulator, _) => simulator.Platform.Network.BreakAsync()) { Lasts = lasts };

    private static Func<SimulatorHost, FleetAccount, Task> Once(params Action<FleetAccount>[] acts) => (_, account) =>
    {
        foreach (var act in acts)
            act(account);
        return Task.CompletedTask;
    };
}
