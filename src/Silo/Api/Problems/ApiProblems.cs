using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Api.Messages;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace FeishuOrleans.Silo.Api.Problems;

/// <summary>Every kind of problem there is. docs/http-api.md has the same table.</summary>
internal static class ApiProblems
{
    public static readonly ApiProblem InvalidInput = new("invalid-input", Status400BadRequest, "Something in the request is missing or malformed.");
    public static readonly ApiProblem Unauthorized = new("unauthorized", Status401Unauthorized, "The request shows no valid key.");
    public static readonly ApiProblem MissingScope = new("missing-scope", Status403Forbidden, "The key may not do this.");
    public static readonly ApiProblem NotLocal = new("not-local", Status403Forbidden, "Without configured keys only this machine is answered.");
    public static readonly ApiProblem ForeignOrigin = new("foreign-origin", Status403Forbidden, "The request does not come from the fleet page.");
    public static readonly ApiProblem NotFound = new("not-found", Status404NotFound, "Nothing is at this path.");
    public static readonly ApiProblem UnknownAccount = new("unknown-account", Status404NotFound, "No account has this id.");
    public static readonly ApiProblem UnknownEvent = new("unknown-event", Status404NotFound, "The account has no parked event with this sequence.");
    public static readonly ApiProblem MethodNotAllowed = new("method-not-allowed", Status405MethodNotAllowed, "The path does not take this method.");
    public static readonly ApiProblem DuplicateAccount = new("duplicate-account", Status409Conflict, "Another registration has this account id.");
    public static readonly ApiProblem DuplicateApp = new("duplicate-app", Status409Conflict, "Another account has this app.");
    public static readonly ApiProblem WrongState = new("wrong-state", Status409Conflict, "The request does not fit the account's present state.");
    public static readonly ApiProblem HistoryGone = new("history-gone", Status410Gone, "The events asked for are kept no longer.");
    public static readonly ApiProblem TooLarge = new("too-large", Status413PayloadTooLarge, "The body is too large.");
    public static readonly ApiProblem NotJson = new("not-json", Status415UnsupportedMediaType, "The request must be application/json.");
    public static readonly ApiProblem TooManyRequests = new("too-many-requests", Status429TooManyRequests, "Too many requests are under way.");
    public static readonly ApiProblem InternalError = new("internal-error", Status500InternalServerError, "The service failed.");
    public static readonly ApiProblem StorageUnavailable = new("storage-unavailable", Status503ServiceUnavailable, "Storage failed, nothing was changed.");
    public static readonly ApiProblem PlatformUnavailable = new("platform-unavailable", Status503ServiceUnavailable, "The platform could not be asked, nothing was changed.");
    public static readonly ApiProblem ClusterUnavailable = new("cluster-unavailable", Status503ServiceUnavailable, "The cluster did not answer.");

    public static IReadOnlyList<ApiProblem> All { get; } =
    [
        InvalidInput, Unauthorized, MissingScope, NotLocal, ForeignOrigin, NotFound, UnknownAccount, UnknownEvent, MethodNotAllowed, DuplicateAccount, DuplicateApp,
        WrongState, HistoryGone, TooLarge, NotJson, TooManyRequests, InternalError, StorageUnavailable, PlatformUnavailable, ClusterUnavailable,
        .. MessageProblems.All,
    ];

    /// <summary>What an account's refusal is over HTTP.</summary>
    public static ApiProblem Of(RefusalKind kind) => kind switch
    {
        RefusalKind.UnknownAccount => UnknownAccount,
        RefusalKind.DuplicateAccount => DuplicateAccount,
        RefusalKind.DuplicateApp => DuplicateApp,
        RefusalKind.InvalidInput => InvalidInput,
        RefusalKind.WrongState => WrongState,
        RefusalKind.UnknownEvent => UnknownEvent,
        RefusalKind.HistoryGone => HistoryGone,
        RefusalKind.StorageUnavailable => StorageUnavailable,
        RefusalKind.PlatformUnavailable => PlatformUnavailable,
        _ => InternalError,
    };
}
