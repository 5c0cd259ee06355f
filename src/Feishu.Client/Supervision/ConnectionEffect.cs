namespace Feishu.Client.Supervision;

/// <summary>What the supervisor does after a transition, in the given order.</summary>
public enum ConnectionEffect
{
    /// <summary>Take a slot in the ramp and report it as <see cref="ConnectionTrigger.SlotReserved"/>.</summary>
    ReserveSlot,

    /// <summary>Begin an attempt: discovery, then the socket.</summary>
    BeginAttempt,

    /// <summary>Send a ping on the present socket.</summary>
    SendPing,

    /// <summary>Say goodbye on the present socket, read what still comes, release it.</summary>
    CloseAttempt,

    /// <summary>Release the present attempt at once, whatever it is doing.</summary>
    AbortAttempt,
}
