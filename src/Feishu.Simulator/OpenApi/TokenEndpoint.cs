using Feishu.Simulator.Platform;

namespace Feishu.Simulator.OpenApi;

/// <summary><c>POST /open-apis/auth/v3/tenant_access_token/internal</c>.</summary>
internal static class TokenEndpoint
{
    public const string Path = "/open-apis/auth/v3/tenant_access_token/internal";

    public static async Task HandleAsync(HttpContext context, FakePlatform platform)
    {
        ApiCall call = new(context, platform, "token");
        if (await call.ReadBodyAsync() is not { } body)
        {
            await call.WriteAsync(null, Refuse(ApiCode.InvalidParameter, "invalid param"));
            return;
        }

        var secret = body.Text("app_secret");
        if (platform.FindOrAutoRegister(body.Text("app_id"), secret) is not { } app)
        {
            await call.WriteAsync(null, Refuse(ApiCode.InvalidParameter, "invalid param"));
            return;
        }

        await call.AnswerAsync(app, faults => faults.Token, () => Task.FromResult(Answer(app, secret, platform)));
    }

    private static ApiAnswer Answer(FakeApp app, string secret, FakePlatform platform)
    {
        if (secret != app.AppSecret)
            return Refuse(ApiCode.SecretInvalid, "app secret invalid");

        var (token, left) = platform.Tokens.Current(app, platform.Settings.TokenLifetime);
        return ApiAnswer.Ok(new() { ["tenant_access_token"] = token, ["expire"] = (long)left.TotalSeconds });
    }

    // This call says errors with HTTP status 200.
    private static ApiAnswer Refuse(long code, string message) => ApiAnswer.Error(code, message, StatusCodes.Status200OK);
}
