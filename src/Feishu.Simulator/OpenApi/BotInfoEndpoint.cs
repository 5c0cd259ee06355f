using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.OpenApi;

/// <summary><c>GET /open-apis/bot/v3/info</c>.</summary>
internal static class BotInfoEndpoint
{
    public const string Path = "/open-apis/bot/v3/info";

    private const int Enabled = 2;

    public static async Task HandleAsync(HttpContext context, FakePlatform platform)
    {
        ApiCall call = new(context, platform, "botInfo");
        if (call.Caller(out var refusal) is not { } app)
            await call.WriteAsync(null, refusal!);
        else
            await call.AnswerAsync(app, faults => faults.BotInfo, () => Task.FromResult(Answer(app.Identity)));
    }

    private static ApiAnswer Answer(BotIdentity identity) => ApiAnswer.Ok(new()
    {
        ["bot"] = new JsonObject
        {
            ["activate_status"] = Enabled,
            ["app_name"] = identity.Name,
            ["avatar_url"] = "",
            ["ip_white_list"] = new JsonArray(),
            ["open_id"] = identity.OpenId,
        },
    });
}
