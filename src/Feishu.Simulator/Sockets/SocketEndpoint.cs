using Feishu.Simulator.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Sockets;

/// <summary>The upgrade: ticket, faults, limit, then the connection's life.</summary>
internal static class SocketEndpoint
{
    private const int OverLimitClose = 3001;

    // The protocol has its own ping; a keep-alive would cost a timer each and hide frozen peers.
    private static readonly WebSocketAcceptContext NoKeepAlive = new() { KeepAliveInterval = TimeSpan.Zero };

    public static async Task HandleAsync(HttpContext context, FakePlatform platform)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync("A WebSocket upgrade is wanted here.");
            return;
        }

        var state = platform.Tickets.Redeem(context.Request.Query["ticket"].ToString(), platform.Settings.TicketLifetime, out var ticket);
        if (ticket is null || platform.Find(ticket.AppId) is not { } app)
        {
            await HandshakeAnswer.RefuseAsync(context, null, HandshakeAnswer.UnknownTicket);
            return;
        }

        var fault = app.Faults.Handshake.Take() ?? platform.Faults.Handshake.Take();
        if (fault?.Silence is { } silence)
            app.Log.Append(new HandshakeRefused(0, null, null, silence));
        if (!await FaultStep.PassAsync(context, fault, platform.Time))
            return;
        if (fault is { Refuses: true })
            await HandshakeAnswer.RefuseAsync(context, app, HandshakeAnswer.OnPurpose(fault));
        else if (state != TicketState.Valid)
            await HandshakeAnswer.RefuseAsync(context, app, HandshakeAnswer.UsedTicket(state));
        else
            await AcceptAsync(context, ticket, app, platform);
    }

    private static async Task AcceptAsync(HttpContext context, Ticket ticket, FakeApp app, FakePlatform platform)
    {
        var settings = platform.Settings;
        var fits = app.Set.TryReserve(settings.ConnectionLimit);
        if (!fits && settings.LimitManner != LimitManner.Close)
        {
            await HandshakeAnswer.RefuseAsync(context, app, HandshakeAnswer.OverLimit);
            return;
        }

        LiveConnection? connection = null;
        try
        {
            var socket = await context.WebSockets.AcceptWebSocketAsync(NoKeepAlive);
            connection = new LiveConnection(ticket, app, platform, socket, Wire.Of(context));
        }
        finally
        {
            if (fits)
                app.Set.Settle(connection);
        }

        app.Log.Append(new Connected(connection.Id, app.LiveConnections));
        if (!fits)
            connection.Close(OverLimitClose, "backbone registered too many conns");
        await connection.RunAsync(context.RequestAborted);
    }
}
