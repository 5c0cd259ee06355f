namespace Feishu.Simulator.Platform;

/// <summary>How the platform says that an app has too many connections.</summary>
public enum LimitManner
{
    /// <summary>Discovery answers 1000040350.</summary>
    Discovery,

    /// <summary>The upgrade is refused with status 514 and autherrcode 1000040350.</summary>
    Handshake,

    /// <summary>The socket is accepted and closed at once with code 3001.</summary>
    Close,
}
