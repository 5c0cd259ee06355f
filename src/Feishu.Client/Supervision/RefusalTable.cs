using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Supervision;

/// <summary>
/// Which failures are definitive refusals: one table, numbers only, never text. Whatever it does not name is tried again
/// (protocol notes, sections 1.4 to 1.6).
/// </summary>
public static class RefusalTable
{
    /// <summary>Handshake refusals with status 514 in a row that make a fault; a single one may come from a spent ticket.</summary>
    public const int AuthRefusalsToFault = 3;

    /// <summary>The fault a failure means, or null when it is to be tried again.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="streak">The streak, this failure included.</param>
    public static FaultReason? Fault(ConnectionFailure failure, FailureStreak streak) => failure.Kind switch
    {
        FailureKind.DiscoveryRefused => FaultOfDiscovery(failure.Code),
        FailureKind.HandshakeForbidden => FaultReason.HandshakeForbidden,
        FailureKind.HandshakeAuthRefused when streak.AuthRefusals >= AuthRefusalsToFault => FaultReason.HandshakeAuthenticationFailed,
        _ => null,
    };

    private static FaultReason? FaultOfDiscovery(long? code) => code switch
    {
        EndpointCode.Forbidden => FaultReason.Forbidden,
        EndpointCode.AuthFailed => FaultReason.AuthenticationFailed,
        EndpointCode.CredentialMissing => FaultReason.CredentialMissing,
        EndpointCode.CredentialInvalid => FaultReason.CredentialInvalid,
        EndpointCode.AppIdInvalid => FaultReason.AppIdInvalid,
        EndpointCode.StoreAppUnsupported => FaultReason.StoreAppUnsupported,
        EndpointCode.WrongDomain => FaultReason.WrongDomain,
        _ => null,
    };
}
