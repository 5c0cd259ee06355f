using Orleans.Concurrency;

namespace FeishuOrleans.Grains.Interfaces.Messages;

/// <summary>
/// Sending as an account, in the silo where the account lives. The key is the account id. An answer is always a value; an
/// exception means that the cluster failed, and that nobody knows whether the message was sent.
/// </summary>
[Alias("feishu.IAccountMessages")]
[GrainInterfaceType("feishu.account-messages")]
public interface IAccountMessages : IGrainWithStringKey
{
    /// <summary>
    /// Sends one message, or replies to one. Messages to one chat go out in the order in which their calls reach the account. Calls under
    /// way at once may overtake each other in the cluster: where the order matters, call through <see cref="OrderedMessages"/>.
    /// A slow chat holds up neither other chats nor anything else the account does. Needs no connection: a stopped account sends as
    /// well, because what it received is still being delivered and answered. Ends within 30 s.
    /// </summary>
    [AlwaysInterleave]
    [ResponseTimeout("00:00:40")]
    [Alias("Send")]
    Task<SendReply> SendAsync(SendRequest request);
}
