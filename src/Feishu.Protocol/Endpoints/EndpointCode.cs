namespace Feishu.Protocol.Endpoints;

/// <summary>Codes of discovery and of a refused handshake (protocol notes, sections 1.4 and 1.6). Any other number may come.</summary>
public static class EndpointCode
{
    public const long Ok = 0;

    public const long SystemBusy = 1;

    public const long Forbidden = 403;

    public const long AuthFailed = 514;

    /// <summary>No endpoint available at the moment.</summary>
    public const long InternalError = 1000040343;

    public const long CredentialMissing = 1000040344;

    /// <summary>App id and secret do not belong together, or the app is not published.</summary>
    public const long CredentialInvalid = 1000040345;

    public const long AppIdInvalid = 1000040346;

    /// <summary>Store apps cannot use the long connection.</summary>
    public const long StoreAppUnsupported = 1000040347;

    /// <summary>The ticket was used before or is too old; seen as autherrcode of a handshake.</summary>
    public const long TicketInvalid = 1000040348;

    /// <summary>The app has too many connections.</summary>
    public const long OverLimit = 1000040350;

    /// <summary>A Feishu app asked Lark, or the reverse.</summary>
    public const long WrongDomain = 1000040351;
}
