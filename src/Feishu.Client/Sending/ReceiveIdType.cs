namespace Feishu.Client.Sending;

/// <summary>What kind of id names the recipient (protocol notes, section 7.5).</summary>
public enum ReceiveIdType
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
}
