using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Sockets;

/// <summary>Refused upgrades; the reason is in HTTP headers (protocol notes, section 1.6).</summary>
internal static class HandshakeAnswer
{
    public static HandshakeRefusal OverLimit { get; } =
        new(StatusCodes.Status401Unauthorized, EndpointCode.AuthFailed, "exceed max connections", EndpointCode.OverLimit);

    public static HandshakeRefusal UnknownTicket { get; } =
        new(StatusCodes.Status403Forbidden, EndpointCode.Forbidden, "forbidden", null);

    public static HandshakeRefusal UsedTicket(TicketState state) =>
        new(StatusCodes.Status401Unauthorized, EndpointCode.AuthFailed, $"auth failed, ticket {state}", EndpointCode.TicketInvalid);

    public static HandshakeRefusal OnPurpose(HandshakeFault fault) =>
        new(fault.HttpStatus ?? StatusCodes.Status401Unauthorized, fault.Status, fault.Message ?? "", fault.AuthErrorCode);

    public static async Task RefuseAsync(HttpContext context, FakeApp? app, HandshakeRefusal refusal)
    {
        app?.Log.Append(new HandshakeRefused(refusal.HttpStatus, refusal.Status, refusal.AuthErrorCode, refusal.Message));
        var response = context.Response;
        response.StatusCode = refusal.HttpStatus;
        if (refusal.Status is { } status)
            response.Headers[HandshakeHeader.Status] = $"{status}";
        if (refusal.Message.Length > 0)
            response.Headers[HandshakeHeader.Message] = refusal.Message;
        if (refusal.AuthErrorCode is { } code)
            response.Headers[HandshakeHeader.AuthErrorCode] = $"{code}";
        await response.WriteAsync("upgrade refused");
    }
}
