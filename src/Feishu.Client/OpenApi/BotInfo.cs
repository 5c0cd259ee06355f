namespace Feishu.Client.OpenApi;

/// <summary>Who a bot is (protocol notes, section 7.4).</summary>
/// <param name="OpenId">The bot's own open_id.</param>
/// <param name="Name">Display name.</param>
public sealed record BotInfo(string OpenId, string Name);
