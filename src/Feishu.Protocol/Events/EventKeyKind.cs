namespace Feishu.Protocol.Events;

/// <summary>Where the id of an <see cref="EventKey"/> comes from.</summary>
public enum EventKeyKind
{
    /// <summary>No id could be read: SHA-256 of the payload, in lower-case hex.</summary>
    Sha256,

    /// <summary><c>message_id</c> of a received message.</summary>
    Message,

    /// <summary><c>event_id</c> of schema 2.0.</summary>
    Event,

    /// <summary><c>uuid</c> of schema 1.0.</summary>
    Uuid,
}
