namespace Feishu.Protocol.Events.Chats;

/// <summary>A name in the languages the platform keeps.</summary>
public sealed class LocalizedNames
{
    public string? ZhCn { get; init; }

    public string? EnUs { get; init; }

    public string? JaJp { get; init; }
}
