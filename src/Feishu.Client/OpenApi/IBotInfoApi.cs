namespace Feishu.Client.OpenApi;

/// <summary>Asks the platform who the bot is.</summary>
public interface IBotInfoApi
{
    /// <summary>One call of <c>bot/v3/info</c>, with a cached tenant token.</summary>
    /// <exception cref="OpenApiException">Refused, unreachable, timed out or malformed; <see cref="OpenApiException.Code"/> says which.</exception>
    Task<BotInfo> GetAsync(FeishuAccount account, CancellationToken cancellation);
}
