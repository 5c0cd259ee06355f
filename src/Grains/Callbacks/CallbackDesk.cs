using Feishu.Client.Events;
using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Callbacks;

/// <summary>
/// Callbacks: a person waits for the answer, and the platform does not push them again. Keeping and asking run side by
/// side, and the acknowledgement waits for the answer only. An answered callback needs no disk to be acknowledged: the
/// operator's code has it. One that nobody answered is acknowledged when it is on disk and not before, and is delivered
/// late. Never behind a chat's queue. Thread-safe.
/// </summary>
internal sealed partial class CallbackDesk(
    EventKeeper keeper,
    ICallbackDispatch dispatch,
    AskLimit limit,
    AnswerMemory memory,
    FallbackAnswer fallback,
    CallbackInstruments instruments,
    TimeProvider time,
    ILogger<CallbackDesk> logger)
{
    public async ValueTask<HandlerVerdict> HandleAsync(JournalEntry callback)
    {
        var begun = time.GetTimestamp();
        var keeping = keeper.KeepAsync(callback);
        var answer = await memory.GetAsync(callback.AccountId, callback.Key, () => AskAsync(callback));
        if (!answer.IsEmpty)
            _ = SettleAnsweredAsync(callback, keeping);
        var verdict = answer.IsEmpty ? await SettleUnansweredAsync(callback, keeping) : HandlerVerdict.Respond(answer);
        instruments.OnSettled(time.GetElapsedTime(begun), !answer.IsEmpty, verdict);
        return verdict;
    }

    private async Task SettleAnsweredAsync(JournalEntry callback, Task<AppendResult?> keeping)
    {
        // Also of one that came again: it may still wait for its late delivery.
        if (await keeping is { Outcome: AppendOutcome.Appended or AppendOutcome.Duplicate, Sequence: var sequence })
            dispatch.Answered(callback.AccountId, sequence);
        else
            LogAnsweredNotKept(logger, callback);
    }

    private async Task<HandlerVerdict> SettleUnansweredAsync(JournalEntry callback, Task<AppendResult?> keeping)
    {
        switch (await keeping)
        {
            case { Outcome: AppendOutcome.Appended, Sequence: var sequence }:
                dispatch.Unanswered(callback.AccountId, sequence);
                return fallback.To(callback.Type);
            case { Outcome: AppendOutcome.Duplicate }:
                return fallback.To(callback.Type);
            default:
                return HandlerVerdict.Failed;
        }
    }

    /// <returns>The answer, a JSON object; empty when there is none in time.</returns>
    private async Task<ReadOnlyMemory<byte>> AskAsync(JournalEntry callback)
    {
        if (dispatch.WayOf(callback.AccountId) is not { } way)
        {
            LogUnanswered(logger, callback, "nobody to ask");
            return default;
        }

        using var patience = new CancellationTokenSource(PatienceWith(callback), time);
        try
        {
            return await AskAsync(callback, way, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            LogUnanswered(logger, callback, "no answer in time");
        }
        catch (Exception defect) when (defect is not OutOfMemoryException)
        {
            // Delivered late all the same.
            LogDefect(logger, defect, callback);
        }

        return default;
    }

    private async Task<ReadOnlyMemory<byte>> AskAsync(JournalEntry callback, CallbackWay way, CancellationToken patience)
    {
        using var place = await limit.EnterAsync(way.Sink.Endpoint, patience);
        // No sequence yet: it is being written meanwhile.
        var question = new EventDelivery(new JournalEvent(0, callback), 1, way.Epoch, DeliveryMark.None, WantsAnswer: true);
        using var span = DeliveryTrace.Deliver(question.Event, question.Attempt, callback.Trace);
        var outcome = await way.Sink.DeliverAsync(question, patience);
        DeliveryTrace.End(span, outcome);
        if (outcome.Answer.IsEmpty)
            LogUnanswered(logger, callback, outcome.Reason);
        return outcome.Answer;
    }

    private TimeSpan PatienceWith(JournalEntry callback)
    {
        var left = CallbackLimits.Patience - (time.GetUtcNow() - callback.ReceivedAt);
        // The clock of the machine may jump; patience does not.
        return TimeSpan.FromTicks(Math.Clamp(left.Ticks, 0, CallbackLimits.Patience.Ticks));
    }
}
