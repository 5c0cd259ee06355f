using System.Text.Json;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Control;

/// <summary>Every control call, in the order people need them.</summary>
internal static class ControlRoutes
{
    public static IReadOnlyList<ControlRoute> All { get; } =
    [
        new("GET", "/control", "Lists every control call with an example.", new("/control"), ListAsync),
        .. AppRoutes.All,
        .. EventRoutes.All,
        .. ConnectionRoutes.All,
        .. FaultRoutes.All,
        .. LoadRoutes.All,
        .. PlatformSettingRoutes.All,
    ];

    public static void MapControl(this IEndpointRouteBuilder routes, FakePlatform platform)
    {
        foreach (var route in All)
            routes.MapMethods(route.Pattern, [route.Method], context => AnswerAsync(context, route, platform));
        routes.MapFallback("/control/{**rest}", context => WriteAsync(
            context, StatusCodes.Status404NotFound, new { error = "No such control call. GET /control lists them." }));
    }

    private static async Task AnswerAsync(HttpContext context, ControlRoute route, FakePlatform platform)
    {
        try
        {
            await WriteAsync(context, StatusCodes.Status200OK, await route.HandleAsync(new ControlRequest(context, platform)));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            await WriteAsync(context, StatusCodes.Status400BadRequest, new { error = e.Message });
        }
        catch (KeyNotFoundException e)
        {
            await WriteAsync(context, StatusCodes.Status404NotFound, new { error = e.Message });
        }
    }

    private static Task<object> ListAsync(ControlRequest request)
    {
        var root = $"{request.Context.Request.Scheme}://{request.Context.Request.Host}";
        return Task.FromResult<object>(All.Select(route => new
        {
            Call = $"{route.Method} {route.Pattern}",
            route.Purpose,
            Example = route.Example.ToCurl(route.Method, root),
        }));
    }

    private static Task WriteAsync(HttpContext context, int status, object answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, answer.GetType(), ControlJson.Options);
    }
}
