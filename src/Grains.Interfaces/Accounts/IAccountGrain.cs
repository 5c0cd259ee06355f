using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Grains.Interfaces.Webhooks;
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

    /// <summary>
    /// Goes on with another app secret, once the platform has accepted it; refused with what the platform said, and nothing is changed,
    /// when it has not. A live connection stays until the one with the new secret is up.
    /// </summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:01:00")]
    [Alias("RotateSecret")]
    Task<AccountReply> RotateSecretAsync(SecretRotation rotation);

    /// <summary>Holds delivery; events are received and kept. Refused (<see cref="RefusalKind.WrongState"/>) without a webhook.</summary>
    [Alias("Pause")]
    Task<AccountReply> PauseAsync();

    /// <summary>Lets delivery go on where it was held.</summary>
    [Alias("Resume")]
    Task<AccountReply> ResumeAsync();

    /// <summary>
    /// Says where events go from now on; takes effect at once. The first webhook of an account gets what is received from
    /// then on; another one in its place goes on where the last one was. Null ends delivery: what was not delivered by then never is;
    /// requests under way are waited for, 10 s at most.
    /// </summary>
    [ResponseTimeout("00:00:30")]
    [Alias("SetWebhook")]
    Task<AccountReply> SetWebhookAsync(WebhookRegistration? webhook);

    /// <summary>Sends the webhook the platform's <c>url_verification</c> challenge and waits for the answer, <c>Dispatch:Timeout</c> at most.</summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:01:30")]
    [Alias("TestWebhook")]
    Task<WebhookTestReply> TestWebhookAsync();

    /// <summary>Events that are not delivered until a person decides, in order of their sequences.</summary>
    /// <param name="after">Sequence of the last one of the previous page; 0 for the first page.</param>
    /// <param name="limit">At most this many, 1 to 1,000.</param>
    [AlwaysInterleave]
    [Alias("GetParked")]
    Task<ParkedReply> GetParkedAsync(long after, int limit);

    /// <summary>Delivers parked events again, out of order and marked.</summary>
    /// <param name="sequence">The event; null for all. Refused with <see cref="RefusalKind.UnknownEvent"/> when it is not parked.</param>
    [AlwaysInterleave]
    [Alias("Redrive")]
    Task<ParkedChangeReply> RedriveAsync(long? sequence);

    /// <summary>Gives a parked event up for good. Refused with <see cref="RefusalKind.UnknownEvent"/> when it is not parked.</summary>
    [AlwaysInterleave]
    [Alias("Drop")]
    Task<ParkedChangeReply> DropAsync(long sequence);

    /// <summary>Closes the connection ends delivery, and forgets registration, secrets and identity. The epoch is kept.</summary>
    [ResponseTimeout("00:00:30")]
    [Alias("Remove")]
    Task<AccountReply> RemoveAsync();

    /// <summary>Makes sure the account lives somewhere. Called by silos at start; idempotent.</summary>
    [Alias("Ensure")]
    Task EnsureAsync();
}
