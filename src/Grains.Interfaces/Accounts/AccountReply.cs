namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>Answer of an account: its status, or why nothing was changed. Exactly one of the two is set,
/// except after a removal, when both are null.</summary>
[GenerateSerializer, Immutable, Alias("feishu.AccountReply")]
public sealed record AccountReply(
    [property: Id(0)] AccountStatus? Status,
    [property: Id(1)] AccountRefusal? Refusal)
{
    public static AccountReply Removed { get; } = new(null, null);

    public static AccountReply Of(AccountStatus status) => new(status, null);

    public static AccountReply Refused(RefusalKind kind, string message) => new(null, new AccountRefusal(kind, message));
}

/// <summary>Why a request was refused.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Message">For people: what was wrong and what to do.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountRefusal")]
public sealed record AccountRefusal(
    [property: Id(0)] RefusalKind Kind,
    [property: Id(1)] string Message);

/// <summary>The kinds of refusal. Stable names: clients decide by them.</summary>
[GenerateSerializer, Alias("feishu.RefusalKind")]
public enum RefusalKind
{
    /// <summary>No account has this id.</summary>
    UnknownAccount,

    /// <summary>An account with this id exists.</summary>
    DuplicateAccount,

    /// <summary>Another account has the same domain and app id.</summary>
    DuplicateApp,

    /// <summary>Account id, app id, secret or domain is missing or malformed.</summary>
    InvalidInput,

    /// <summary>The request does not fit what the account is wanted to do now.</summary>
    WrongState,

    /// <summary>Storage failed, nothing was changed; try again.</summary>
    StorageUnavailable,

    /// <summary>The account has no parked event with this sequence.</summary>
    UnknownEvent,

    /// <summary>The platform could not be asked, nothing was changed; try again.</summary>
    PlatformUnavailable,

    /// <summary>The events asked for are kept no longer, or the journal was restored or lost since.</summary>
    HistoryGone,

    /// <summary>The webhook did not do its part, again and again.</summary>
    EndpointUnavailable,
}
