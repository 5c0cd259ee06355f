using Orleans.Concurrency;

namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>
/// One Feishu account. The key is the account id chosen by the operator. Every answer is a value: what the
/// grain refuses comes back as <see cref="AccountReply.Refusal"/>, an exception means that the cluster failed.
/// </summary>
[Alias("feishu.IAccountGrain")]
[GrainInterfaceType("feishu.account")]
public interface IAccountGrain : IGrainWithStringKey
{
    /// <summary>Registers the account and starts it when <see cref="AccountRegistration.Enabled"/> says so.
    /// Refused when the id is taken, malformed, or another account has the same domain and app id.</summary>
    [Alias("Add")]
    Task<AccountReply> AddAsync(AccountRegistration registration);

    /// <summary>The status, when the account is registered with this app id, secret and domain; otherwise refused with what
    /// differs (<see cref="RefusalKind.DuplicateAccount"/>). Changes nothing: the second half of registering idempotently.</summary>
    [Alias("Match")]
    Task<AccountReply> MatchAsync(AccountRegistration registration);

    /// <summary>Applies a declaration from configuration: adds the account, or changes it when the declaration
    /// changed and its revision is not lower than the one last applied. Refused (<see cref="RefusalKind.WrongState"/>)
    /// when the operator removed the account and the declaration is still the same.</summary>
    [Alias("Declare")]
    Task<AccountReply> DeclareAsync(AccountDeclaration declaration);

    /// <summary>The declaration of this account is gone from configuration: marks it, deletes nothing.</summary>
    [Alias("MarkUndeclared")]
    Task<AccountReply> MarkUndeclaredAsync(long revision);

    /// <summary>The account as it is now. Never waits for a connect or a call to the platform.</summary>
    [AlwaysInterleave]
    [Alias("GetStatus")]
    Task<AccountReply> GetStatusAsync();

    /// <summary>Wants the account connected. Also the way out of a fault after its cause was mended.</summary>
    [Alias("Start")]
    Task<AccountReply> StartAsync();

    /// <summary>Closes the connection within 2 seconds and keeps it closed.</summary>
    [Alias("Stop")]
    Task<AccountReply> StopAsync();

    /// <summary>Drops the connection, if there is one, and connects at once.</summary>
    [Alias("Reconnect")]
    Task<AccountReply> ReconnectAsync();

    /// <summary>Closes the connection and forgets registration, secret and identity. The epoch is kept.</summary>
    [Alias("Remove")]
    Task<AccountReply> RemoveAsync();

    /// <summary>Makes sure the account lives somewhere. Called by silos at start; idempotent.</summary>
    [Alias("Ensure")]
    Task EnsureAsync();
}
