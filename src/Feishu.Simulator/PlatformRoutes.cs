using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Endpoints;
using Feishu.Simulator.OpenApi;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Sockets;

namespace Feishu.Simulator;

/// <summary>The platform's own paths.</summary>
internal static class PlatformRoutes
{
    public static void MapPlatform(this IEndpointRouteBuilder routes, FakePlatform platform)
    {
        routes.MapPost(EndpointRequest.Path, context => DiscoveryEndpoint.HandleAsync(context, platform));
        routes.MapGet(TicketBook.SocketPath, context => SocketEndpoint.HandleAsync(context, platform));
        routes.MapPost(TokenEndpoint.Path, context => TokenEndpoint.HandleAsync(context, platform));
        routes.MapGet(BotInfoEndpoint.Path, context => BotInfoEndpoint.HandleAsync(context, platform));
        routes.MapPost(MessagesEndpoint.SendPath, context => MessagesEndpoint.HandleAsync(context, platform));
        routes.MapPost(MessagesEndpoint.ReplyPath, context => MessagesEndpoint.HandleAsync(context, platform));
        routes.MapGet(ConnectionCountEndpoint.Path, context => ConnectionCountEndpoint.HandleAsync(context, platform));
        routes.MapFallback(NotFoundAsync);
    }

    // The platform answers unknown paths, such as discovery under /open-apis, with plain text.
    private static Task NotFoundAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync("404 page not found");
    }
}
