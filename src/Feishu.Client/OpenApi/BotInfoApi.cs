using System.Text.Json;

namespace Feishu.Client.OpenApi;

/// <summary>Asks <c>bot/v3/info</c> (protocol notes, section 7.4).</summary>
internal sealed class BotInfoApi(OpenApiCaller caller, TenantTokenCache tokens) : IBotInfoApi
{
    private const string Path = "/open-apis/bot/v3/info";

    public async Task<BotInfo> GetAsync(FeishuAccount account, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(account, cancellation).ConfigureAwait(false);
        try
        {
            return await AskAsync(account, token, cancellation).ConfigureAwait(false);
        }
        catch (OpenApiException refused) when (TokenCode.IsStale(refused.Code))
        {
            tokens.Reject(account, token);
            token = await tokens.GetAsync(account, cancellation).ConfigureAwait(false);
            return await AskAsync(account, token, cancellation).ConfigureAwait(false);
        }
    }

    private async Task<BotInfo> AskAsync(FeishuAccount account, string token, CancellationToken cancellation)
    {
        var answer = await caller.CallAsync(account, HttpMethod.Get, Path, token, null, cancellation).ConfigureAwait(false);
        if (!answer.TryGetProperty("bot", out var bot) || Text(bot, "open_id") is not { Length: > 0 } openId)
            throw new OpenApiException($"{Path} answered without the bot's open_id.", null);
        return new BotInfo(openId, Text(bot, "app_name") ?? "");
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
