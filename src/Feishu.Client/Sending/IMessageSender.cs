namespace Feishu.Client.Sending;

/// <summary>
/// Sends messages and replies: in call order per chat, within the platform's limits, each at most once while its key lasts.
/// Thread-safe. One for a process; accounts of the same app must send through the same one, because it counts.
/// </summary>
public interface IMessageSender
{
    /// <summary>
    /// Sends one message. Takes its place in the chat's queue before it returns; the task ends with the platform's answer, or
    /// with a failure, within <see cref="SendingLimits.StartWithinSeconds"/> + <see cref="SendingLimits.CallTimeoutSeconds"/>.
    /// </summary>
    /// <param name="account">Who sends.</param>
    /// <param name="message">What, and where to.</param>
    /// <param name="cancellation">
    /// Stops waiting. A message still in the queue is withdrawn; one on its way is not called back, so that the order of those
    /// behind it stays.
    /// </param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The process is stopping.</exception>
    Task<SendResult> SendAsync(FeishuAccount account, OutgoingMessage message, CancellationToken cancellation);
}
