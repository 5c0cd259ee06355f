namespace Feishu.Simulator.Recording;

/// <summary>Why a push failed.</summary>
public enum DeliveryFailure
{
    /// <summary>The app had no live connection ("app not online").</summary>
    Offline,

    /// <summary>No acknowledgement in time.</summary>
    Timeout,

    /// <summary>Acknowledged with another code than 200.</summary>
    Refused,

    /// <summary>The connection ended before the acknowledgement.</summary>
    ConnectionLost,
}
