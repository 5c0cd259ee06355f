namespace Feishu.Client.Events;

/// <summary>
/// What happens to an event. Called on the thread pool, never on the socket's reader, in the order in which
/// events arrived; calls of one account overlap, so a slow event does not hold the next.
/// </summary>
#pragma warning disable CA1711 // It handles the platform's events; the rule means delegates of .NET events.
public interface IEventHandler
#pragma warning restore CA1711
{
    /// <summary>Handles one event or callback and says how to acknowledge it.</summary>
    /// <param name="received">The event. Its payload stays valid after the call.</param>
    /// <param name="deadline">Cancelled when the acknowledgement can no longer be in time
    /// (2.5 s after arrival, <see cref="EventReceiver.AckDeadline"/>): the frame is then answered with 500 without waiting.</param>
    /// <returns>The verdict. An exception counts as <see cref="HandlerVerdict.Failed"/>.</returns>
    ValueTask<HandlerVerdict> HandleAsync(ReceivedEvent received, CancellationToken deadline);
}
