using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Silo.Api;

/// <summary>A line for each change that somebody asked for, done or refused: who, what, which account, what came of it.</summary>
internal sealed partial class AuditLog(RequestDelegate next, ILogger<AuditLog> logger)
{
    private const string Nobody = "-";

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.GetEndpoint() is not RouteEndpoint { RoutePattern.RawText: { } route } || HttpMethods.IsGet(context.Request.Method))
            return;
        var account = context.GetRouteValue("id") as string;
        LogChange(
            context.User.Identity?.Name ?? Nobody,
            context.Request.Method,
            route,
            // What is no account id may be anything, line feeds included.
            account is not null && AccountId.Explain(account) is null ? account : Nobody,
            context.Response.StatusCode);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "API {Key}: {Method} {Route}, account {Account}: {Status}")]
    private partial void LogChange(string key, string method, string route, string account, int status);
}
