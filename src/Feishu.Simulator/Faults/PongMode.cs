namespace Feishu.Simulator.Faults;

/// <summary>What a pong carries.</summary>
public enum PongMode
{
    /// <summary>The current client config.</summary>
    Normal,

    /// <summary>No payload.</summary>
    Empty,

    /// <summary>There is no pong.</summary>
    None,

    /// <summary>A payload that is not JSON.</summary>
    Malformed,

    /// <summary>A config with <c>ReconnectCount</c> only.</summary>
    MissingFields,

    /// <summary>A config of zeros.</summary>
    Zeros,
}
