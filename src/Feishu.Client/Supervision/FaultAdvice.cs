namespace Feishu.Client.Supervision;

/// <summary>What a person should do about a fault or a failure.</summary>
public static class FaultAdvice
{
    /// <summary>Advice for a definitive refusal.</summary>
    public static string For(FaultReason reason) => reason switch
    {
        FaultReason.Forbidden =>
            "The platform forbids this app to connect. Check in the developer console that the app is enabled and released.",
        FaultReason.AuthenticationFailed =>
            "The platform rejects the credentials. Check app id and app secret in the developer console.",
        FaultReason.CredentialMissing =>
            "The platform saw no credentials. Register the account again with its app secret.",
        FaultReason.CredentialInvalid =>
            "App id or app secret is wrong, or the app has no released version. Check both in the developer console.",
        FaultReason.AppIdInvalid =>
            "The platform does not know this app id. Check it, and check whether the app belongs to Feishu or to Lark.",
        FaultReason.StoreAppUnsupported =>
            "Store apps cannot use the long connection. Use a self-built app.",
        FaultReason.WrongDomain =>
            "The app belongs to the other platform: register the account with domain 'lark' instead of 'feishu', or the reverse.",
        FaultReason.HandshakeForbidden =>
            "The platform forbids the connection. Check that the app is enabled and subscribes to events by long connection.",
        FaultReason.HandshakeAuthenticationFailed =>
            "The platform rejected three fresh tickets. Check app id, app secret and the clock of this machine.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A fault without advice."),
    };

    /// <summary>Advice for a failure that is being retried.</summary>
    public static string For(ConnectionFailure failure) => failure switch
    {
        { Kind: FailureKind.OverLimit } or { Kind: FailureKind.Closed, Code: CloseCode.OverLimit } =>
            "The app has too many connections. Is it connected elsewhere, with another program or another cluster?",
        { Kind: FailureKind.DiscoveryUnreachable or FailureKind.DiscoveryTimedOut or FailureKind.HandshakeUnreachable or FailureKind.HandshakeTimedOut } =>
            "Being retried. If it lasts, check network, DNS and proxy between this machine and the platform.",
        { Kind: FailureKind.DiscoveryMalformed or FailureKind.DiscoveryHttpError } =>
            "Being retried. If it lasts, check that the domain is the platform's and that no proxy answers in its place.",
        { Kind: FailureKind.InternalError } =>
            "Being retried. This is a defect: please report it with the log around it.",
        _ => "Being retried; nothing needs to be done.",
    };
}
