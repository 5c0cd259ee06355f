namespace Feishu.Protocol.Events.Messages;

/// <summary>One mention in a message.</summary>
public sealed class MessageMention
{
    /// <summary><c>@_user_1</c> and so on: the same token stands in the content.</summary>
    public string? Key { get; init; }

    public UserIds? Id { get; init; }

    /// <summary><c>user</c> or <c>bot</c>; absent in older bodies.</summary>
    public string? MentionedType { get; init; }

    public string? Name { get; init; }

    public string? TenantKey { get; init; }
}
