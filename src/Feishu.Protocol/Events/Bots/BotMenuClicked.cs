namespace Feishu.Protocol.Events.Bots;

/// <summary>Body of <see cref="EventTypes.BotMenuClicked"/>: a user chose an entry of the bot's menu.</summary>
public sealed class BotMenuClicked : EventView
{
    public MenuOperator? Operator { get; init; }

    /// <summary>The entry, as named by the developer.</summary>
    public string? EventKey { get; init; }

    public DateTimeOffset? Timestamp { get; init; }
}
