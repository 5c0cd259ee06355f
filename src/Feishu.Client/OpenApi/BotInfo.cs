namespace Feishu.Client.OpenApi;

/// <summary>Who a bot is (protocol notes, section 7.4).</summary>
/// <param name="OpenId">The bot's own open_id.</param>
/// <param name="Name">Display name.</param>
public sealed record BotInfo(string OpenId, string Name);

/// <summary>Asks the platform who the bot is.</summary>
public interface IBotInfoApi
{
    /// <summary>One call of <c>bot/v3/info</c>, with a cached tenant token.</summary>
    /// <exception cref="OpenApiException">Refused, unreachable, timed out or malformed; <see cref="OpenApiException.Code"/> says which.</exception>
    Task<BotInfo> GetAsync(FeishuAccount account, CancellationToken cancellation);
}
