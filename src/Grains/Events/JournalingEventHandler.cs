using System.Diagnostics;
using Feishu.Client.Events;
using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Events;

/// <summary>
/// Accepts an event when it is on disk and not before: the platform forgets what is accepted. Runs beside the socket,
/// never through a grain, so that neither a busy grain nor a lost membership holds an acknowledgement up.
/// </summary>
internal sealed partial class JournalingEventHandler(EventKeeper keeper, CallbackDesk callbacks, ILogger<JournalingEventHandler> logger) : IEventHandler
{
    public ValueTask<HandlerVerdict> HandleAsync(ReceivedEvent received, CancellationToken deadline)
    {
        if (received.Payload.Length > JournalLimits.MaxPayloadBytes)
            return ValueTask.FromResult(RefuseLarge(received));
        var entry = Describe(received);
        return EventTypes.IsCallback(received.Type) ? callbacks.HandleAsync(entry) : HandleEventAsync(entry);
    }

    private static JournalEntry Describe(ReceivedEvent received) => new(
        received.AccountId,
        EventKey.Of(received.Payload.Span, received.Envelope).ToString(),
        received.Type,
        received.Envelope?.ChatId,
        received.ReceivedAt,
        received.Payload)
    {
        Trace = Activity.Current?.Context ?? default,
    };

    private async ValueTask<HandlerVerdict> HandleEventAsync(JournalEntry entry) =>
        await keeper.KeepAsync(entry) is { Outcome: AppendOutcome.Appended or AppendOutcome.Duplicate }
            ? HandlerVerdict.Accepted
            : HandlerVerdict.Failed;

    private HandlerVerdict RefuseLarge(ReceivedEvent received)
    {
        LogTooLarge(logger, received.AccountId, received, received.Payload.Length, JournalLimits.MaxPayloadBytes);
        return HandlerVerdict.Failed;
    }
}
