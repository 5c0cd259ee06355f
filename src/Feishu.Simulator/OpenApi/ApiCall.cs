using System.Text.Json;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.OpenApi;

/// <summary>One Open API call on its way: fault, answer, log id and log entry in one place.</summary>
internal sealed class ApiCall(HttpContext context, FakePlatform platform, string name)
{
    private const int MaxBody = 256 * 1024;

    public HttpContext Context => context;

    /// <summary>The app a call without its own credentials belongs to, by its bearer token.</summary>
    public FakeApp? Caller(out ApiAnswer? refusal)
    {
        refusal = null;
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.Ordinal))
            refusal = ApiAnswer.Error(ApiCode.AuthorizationMissing, "Missing access token for authorization.");
        else if (!header.StartsWith("Bearer t-", StringComparison.Ordinal))
            refusal = ApiAnswer.Error(ApiCode.TokenShape, "Invalid access token for authorization. It must begin with t-.");
        else if (platform.Tokens.Owner(header["Bearer ".Length..]) is { } app)
            return app;
        else
            refusal = ApiAnswer.Error(ApiCode.TokenInvalid, "Invalid access token for authorization.");
        return null;
    }

    /// <summary>The body as a JSON object; null when it is none.</summary>
    public async Task<JsonElement?> ReadBodyAsync() => await JsonBody.ReadAsync(context.Request, MaxBody);

    /// <summary>Lets an armed fault answer, or the call itself.</summary>
    public async Task AnswerAsync(FakeApp app, Func<FaultBoard, FaultSlot<ApiFault>> slot, Func<Task<ApiAnswer>> answer)
    {
        var fault = slot(app.Faults).Take() ?? slot(platform.Faults).Take();
        if (fault?.Silence is not null)
            app.Log.Append(new ApiCalled(name, 0, null, ""));
        var accepted = fault is { Accept: true } ? await answer() : null;
        if (await FaultStep.PassAsync(context, fault, platform.Time))
            await WriteAsync(app, fault is { Answers: true } ? Failure(fault) : accepted ?? await answer());
    }

    public async Task WriteAsync(FakeApp? app, ApiAnswer answer)
    {
        var logId = platform.Dice.Hex(32);
        app?.Log.Append(new ApiCalled(name, answer.HttpStatus, answer.Code, logId));
        context.Response.StatusCode = answer.HttpStatus;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers["X-Tt-Logid"] = logId;
        if (answer.ResetSeconds is { } seconds)
        {
            context.Response.Headers["x-ogw-ratelimit-limit"] = "100";
            context.Response.Headers["x-ogw-ratelimit-reset"] = $"{seconds}";
        }

        await context.Response.WriteAsync(answer.Body.ToJsonString());
    }

    private static ApiAnswer Failure(ApiFault fault) =>
        ApiAnswer.Error(fault.Code ?? fault.HttpStatus, fault.Message ?? "failed on purpose", fault.HttpStatus) with { ResetSeconds = fault.RetryAfterSeconds };
}
