using System.Collections.Frozen;
using Feishu.Client.OpenApi;

namespace Feishu.Client.Sending;

/// <summary>
/// What a failed call means: one table, numbers only, never text (protocol notes, sections 7.1 to 7.3 and 7.6). A code it does
/// not name is a refusal, unless the HTTP status says that the platform itself is in trouble.
/// </summary>
public static class SendErrorTable
{
    private const long ChatRateLimit = 230020, SystemRateLimit = 11232, GatewayRateLimit = 99991400, StillBeingSent = 230049;

    private const int TooManyRequests = 429, ServerError = 500;

    /// <summary>Every code with a meaning of its own.</summary>
    public static IReadOnlyDictionary<long, SendFailure> ByCode { get; } = Rows().SelectMany(row => row.Codes, (row, code) => (code, row.Failure))
        .ToFrozenDictionary(entry => entry.code, entry => entry.Failure);

    internal static SendFailure Judge(OpenApiException failure) => failure switch
    {
        { Code: { } code } when ByCode.TryGetValue(code, out var known) => known,
        { HttpStatus: TooManyRequests } => SendFailure.RateLimited,
        { Code: null } or { HttpStatus: >= ServerError } => SendFailure.NoAnswer,
        _ => SendFailure.Refused,
    };

    internal static RetryScope Retry(OpenApiException failure) => (Judge(failure), failure.Code) switch
    {
        (SendFailure.RateLimited, ChatRateLimit) => RetryScope.Chat,
        (SendFailure.RateLimited, _) => RetryScope.App,
        (SendFailure.NoAnswer, _) => RetryScope.Chat,
        _ => RetryScope.None,
    };

    private static IEnumerable<(SendFailure Failure, long[] Codes)> Rows() =>
    [
        (SendFailure.InvalidMessage, [230001, 230054, 230055, 230099]),
        (SendFailure.TooLong, [230025]),
        (SendFailure.RecipientUnknown, [230034, 230036]),
        (SendFailure.BotNotInChat, [230002]),
        (SendFailure.ChatDissolved, [232009]),
        (SendFailure.ChatForbids, [230015, 230017, 230018, 230035, 230038, 230075]),
        (SendFailure.UserUnavailable, [230013, 230029, 230053]),
        (SendFailure.ReplyTargetUnavailable, [230011, 230019, 230050, 230071, 230072, 230111]),
        (SendFailure.ContentRejected, [230022, 230028]),
        (SendFailure.PermissionMissing, [230027, 99991672]),
        (SendFailure.BotDisabled, [230006, 99991662, 99991673]),
        (SendFailure.AddressNotAllowed, [99991401]),
        (SendFailure.QuotaExhausted, [99991403]),
        (SendFailure.TokenRefused, [10003, 10005, 10012, 10013, 10014, 10015, 99991661, 99991663, 99991664, 99991665, 99991671]),
        (SendFailure.RateLimited, [ChatRateLimit, SystemRateLimit, GatewayRateLimit]),
        (SendFailure.NoAnswer, [StillBeingSent]),
    ];
}
