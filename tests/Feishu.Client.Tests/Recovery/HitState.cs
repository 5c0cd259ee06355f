namespace Feishu.Client.Tests.Recovery;

/// <summary>Where an account is when a fault comes: every state that lasts, and the stages of an attempt.</summary>
public enum HitState
{
    Discovering,
    Handshaking,
    AwaitingFirstFrame,
    Connected,
    Stale,
    Backoff,
    Faulted,
}
