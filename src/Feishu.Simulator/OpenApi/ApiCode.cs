namespace Feishu.Simulator.OpenApi;

/// <summary>Codes of Open API answers (protocol notes, sections 7.1 to 7.6).</summary>
internal static class ApiCode
{
    public const long Ok = 0;
    public const long InvalidParameter = 10003;
    public const long SecretInvalid = 10014;
    public const long AuthorizationMissing = 99991661;
    public const long TokenInvalid = 99991663;
    public const long TokenShape = 99991671;
    public const long RateLimited = 99991400;
    public const long MessageParameter = 230001;
    public const long ChatRateLimit = 230020;
    public const long ReceiveIdInvalid = 230034;
    public const long ReplyTargetInvisible = 230050;
}
