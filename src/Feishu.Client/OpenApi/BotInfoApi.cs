namespace Feishu.Client.OpenApi;

/// <summary>Asks <c>bot/v3/info</c> (protocol notes, section 7.4).</summary>
internal sealed class BotInfoApi(SignedCaller caller) : IBotInfoApi
{
    private const string Path = "/open-apis/bot/v3/info";

    private static readonly OpenApiRequest Request = new(HttpMethod.Get, Path);

    public async Task<BotInfo> GetAsync(FeishuAccount account, CancellationToken cancellation)
    {
        var answer = await caller.CallAsync(account, Request, cancellation).ConfigureAwait(false);
        if (!answer.TryGetProperty("bot", out var bot) || bot.Text("open_id") is not { Length: > 0 } openId)
            throw new OpenApiException($"{Path} answered without the bot's open_id.", null);
        return new BotInfo(openId, bot.Text("app_name") ?? "");
    }
}
