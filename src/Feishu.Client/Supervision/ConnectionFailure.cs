namespace Feishu.Client.Supervision;

/// <summary>Why an attempt or a connection ended.</summary>
/// <param name="Kind">Which step failed and how.</param>
/// <param name="Code">The number that came with it: platform code, HTTP status, handshake status or close code.</param>
/// <param name="Detail">For people; without secrets, without the ticket's query.</param>
public sealed record ConnectionFailure(FailureKind Kind, long? Code, string Detail)
{
    /// <summary>Discovery did not work at all, for whatever account asked: the platform is down or out of reach.</summary>
    public bool IsOutage => Kind is FailureKind.DiscoveryUnreachable or FailureKind.DiscoveryTimedOut
        or FailureKind.DiscoveryHttpError or FailureKind.DiscoveryMalformed;

    public override string ToString() => Code is { } code ? $"{Kind} {code}: {Detail}" : $"{Kind}: {Detail}";
}

/// <summary>Every way an attempt or a connection ends. What follows is decided by <see cref="RefusalTable"/>, by number only.</summary>
public enum FailureKind
{
    /// <summary>Discovery: no connection, or it broke.</summary>
    DiscoveryUnreachable,

    /// <summary>Discovery: no answer within <see cref="SupervisionOptions.EndpointTimeout"/>.</summary>
    DiscoveryTimedOut,

    /// <summary>Discovery: an HTTP status other than 200 and no code in the body. The code is the status.</summary>
    DiscoveryHttpError,

    /// <summary>Discovery: a body that is not the documented JSON, a success without URL, or a URL that cannot be used.</summary>
    DiscoveryMalformed,

    /// <summary>Discovery: a code other than 0. The code is the platform's.</summary>
    DiscoveryRefused,

    /// <summary>Handshake: no connection, or it broke.</summary>
    HandshakeUnreachable,

    /// <summary>Handshake: no answer within <see cref="SupervisionOptions.HandshakeTimeout"/>.</summary>
    HandshakeTimedOut,

    /// <summary>Handshake: refused, neither 403 nor 514. The code is the handshake status, or the HTTP status without one.</summary>
    HandshakeRefused,

    /// <summary>Handshake: refused with status 403.</summary>
    HandshakeForbidden,

    /// <summary>Handshake: refused with status 514. The code is the autherrcode.</summary>
    HandshakeAuthRefused,

    /// <summary>Discovery or handshake: too many connections of this app (1000040350).</summary>
    OverLimit,

    /// <summary>The socket opened, but no frame came.</summary>
    NoFirstFrame,

    /// <summary>The peer closed. The code is the close code; null when the connection broke without one.</summary>
    Closed,

    /// <summary>A ping and the grace after it brought no frame: the socket was aborted.</summary>
    WentSilent,

    /// <summary>We closed it on the operator's word.</summary>
    ReconnectRequested,

    /// <summary>A defect of this program. Logged as an error, retried all the same.</summary>
    InternalError,
}
