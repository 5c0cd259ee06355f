namespace Feishu.Client.Supervision;

/// <summary>Definitive refusals (protocol notes, sections 1.4 and 1.6).</summary>
public enum FaultReason
{
    /// <summary>Discovery 403.</summary>
    Forbidden,

    /// <summary>Discovery 514.</summary>
    AuthenticationFailed,

    /// <summary>Discovery 1000040344.</summary>
    CredentialMissing,

    /// <summary>Discovery 1000040345.</summary>
    CredentialInvalid,

    /// <summary>Discovery 1000040346.</summary>
    AppIdInvalid,

    /// <summary>Discovery 1000040347.</summary>
    StoreAppUnsupported,

    /// <summary>Discovery 1000040351.</summary>
    WrongDomain,

    /// <summary>Handshake 403.</summary>
    HandshakeForbidden,

    /// <summary>Handshake 514, three times running.</summary>
    HandshakeAuthenticationFailed,
}
