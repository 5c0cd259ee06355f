namespace FeishuOrleans.Grains.Interfaces.Messages;

/// <summary>What the target of a message is named by.</summary>
[GenerateSerializer, Alias("feishu.MessageTargetKind")]
public enum MessageTargetKind
{
    /// <summary>A chat: <c>oc_…</c>.</summary>
    ChatId,

    /// <summary>A person, as this app knows them: <c>ou_…</c>.</summary>
    OpenId,

    /// <summary>A person, as their company knows them.</summary>
    UserId,

    /// <summary>A person, as all apps of one developer know them: <c>on_…</c>.</summary>
    UnionId,

    /// <summary>A person's address.</summary>
    Email,

    /// <summary>A message to reply to: <c>om_…</c>.</summary>
    Reply,
}
