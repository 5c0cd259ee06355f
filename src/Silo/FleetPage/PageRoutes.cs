namespace FeishuOrleans.Silo.FleetPage;

/// <summary><c>/</c>: the fleet page. It holds nothing of the accounts: what it shows it asks the API for, with the scopes of who looks.</summary>
internal static class PageRoutes
{
    /// <summary>Nothing but what this service itself sends is loaded, run or asked, and no other page holds this one.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapFleetPage(this IEndpointRouteBuilder app)
    {
        app.MapGet("/", static context => SendAsync(context, PageAssets.Index));
        app.MapGet("/page/{file}", static context =>
        {
            if (PageAssets.Files.TryGetValue((string)context.GetRouteValue("file")!, out var asset))
                return SendAsync(context, asset);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private static async Task SendAsync(HttpContext context, PageAsset asset)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ETag = asset.Tag;
        // Asked for each time and sent when it changed: after an upgrade nobody runs the old page.
        headers.CacheControl = "no-cache";
        if (context.Request.Headers.IfNoneMatch == asset.Tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        context.Response.ContentType = asset.ContentType;
        context.Response.ContentLength = asset.Bytes.Length;
        await context.Response.Body.WriteAsync(asset.Bytes, context.RequestAborted);
    }
}
