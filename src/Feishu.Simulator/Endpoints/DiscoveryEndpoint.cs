using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Endpoints;

/// <summary><c>POST /callback/ws/endpoint</c>: a ticket for a socket, or why not.</summary>
internal static class DiscoveryEndpoint
{
    private const int MaxBody = 64 * 1024;

    public static async Task HandleAsync(HttpContext context, FakePlatform platform)
    {
        if (await ReadAsync(context.Request) is not { } request)
        {
            await DiscoveryAnswer.WriteAsync(context, null, Refusal(EndpointCode.SystemBusy, "invalid request body"), null);
            return;
        }

        var app = platform.FindOrAutoRegister(request.AppId, request.AppSecret);
        var fault = app?.Faults.Endpoint.Take() ?? platform.Faults.Endpoint.Take();
        if (fault?.Silence is { } silence)
            app?.Log.Append(new DiscoveryAnswered(null, 0, silence));
        if (await FaultStep.PassAsync(context, fault, platform.Time))
            await DiscoveryAnswer.WriteAsync(context, app, Decide(context, request, app, fault, platform), fault);
    }

    private static EndpointResponse Decide(
        HttpContext context, EndpointRequest request, FakeApp? app, EndpointFault? fault, FakePlatform platform)
    {
        var settings = platform.Settings;
        if (fault?.Code is { } code)
            return Refusal(code, fault.Message ?? "failed on purpose");
        if (request.AppId.Length == 0 || request.AppSecret.Length == 0)
            return Refusal(EndpointCode.CredentialMissing, "app_id or app_secret is missing");
        if (app is null)
            return Refusal(EndpointCode.AppIdInvalid, "app_id is invalid");
        if (request.AppSecret != app.AppSecret)
            return Refusal(EndpointCode.CredentialInvalid, "app_id or app_secret is invalid");
        if (settings.LimitManner == LimitManner.Discovery && app.LiveConnections >= settings.ConnectionLimit)
            return Refusal(EndpointCode.OverLimit, "the number of connections exceeded the limit");
        return Ticket(context.Request, app, platform);
    }

    private static EndpointResponse Ticket(HttpRequest request, FakeApp app, FakePlatform platform)
    {
        var ticket = platform.Tickets.Issue(app.AppId, app.ServiceId);
        return new EndpointResponse
        {
            Code = EndpointCode.Ok,
            Message = "success",
            Url = ticket.ToUrl(request.IsHttps ? "wss" : "ws", request.Host),
            Config = app.ClientConfig,
        };
    }

    private static EndpointResponse Refusal(long code, string message) => new() { Code = code, Message = message };

    private static async Task<EndpointRequest?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBody)
            return null;

        using MemoryStream body = new();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        try
        {
            return body.Length > MaxBody ? null : EndpointRequest.Parse(body.GetBuffer().AsSpan(0, (int)body.Length));
        }
        catch (EndpointFormatException)
        {
            return null;
        }
    }
}
