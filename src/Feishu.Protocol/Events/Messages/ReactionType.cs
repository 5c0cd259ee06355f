namespace Feishu.Protocol.Events.Messages;

/// <summary>Which emoji.</summary>
public sealed class ReactionType
{
    public string? EmojiType { get; init; }
}
