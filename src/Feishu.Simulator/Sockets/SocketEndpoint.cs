using Feishu.Simulator.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Sockets;

/// <summary>The upgrade: ticket, faults, limit, then the connection's life.</summary>
internal static class SocketEndpoint
{
    private const int OverLimitClose = 3001;

    public static async Task HandleAsync(HttpContext context, FakePlatform platform)
    {
        if (!Upgrade.IsWanted(context))
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

        var wire = Wire.Of(context);
        var early = app.Desk.TakeForUpgrade();
        if (early is not null)
            wire.Output.Hold();

        LiveConnection? connection = null;
        try
        {
            connection = new LiveConnection(ticket, app, platform, await Upgrade.AcceptAsync(context, platform.Time), wire);
        }
        finally
        {
            if (fits)
                app.Set.Settle(connection);
        }

        app.Log.Append(new Connected(connection.Id, app.LiveConnections));
        if (early is not null)
            app.Desk.SendWithUpgrade(early, connection);
        if (!fits)
            connection.Close(OverLimitClose, "backbone registered too many conns");
        await connection.RunAsync(context.RequestAborted);
    }
}
