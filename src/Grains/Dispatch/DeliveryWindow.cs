using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// The order of one subscription: which event may start, what a result leads to, and how far that brings the mark. Pure
/// state, without a clock, I/O or payloads; not thread-safe.
/// <para>The rule: an event is started only when every lower sequence of its chat is accepted or parked. Setting an event
/// aside (docs/delivery.md) moves the mark, not the order: it stays first in its queue, and the later events of its chat stay
/// behind it, each set aside in its turn when the mark reaches it.</para>
/// </summary>
internal sealed class DeliveryWindow(ProgressMark mark)
{
    private const string BehindAnother = "waits for an earlier event of its chat";

    private readonly Dictionary<string, ChatQueue> _chats = new(StringComparer.Ordinal);
    private readonly Dictionary<long, ChatQueue> _firsts = [];
    private readonly Queue<ChatQueue> _ready = [];
    private readonly PriorityQueue<ChatQueue, DateTimeOffset> _timed = new();
    private readonly int[] _states = new int[Enum.GetValues<QueueState>().Length];

    /// <summary>Every event up to here is known.</summary>
    public long ReadUpTo { get; private set; } = mark.LowWater;

    /// <summary>Parked events.</summary>
    public SequenceRanges Parked { get; } = new(SequenceSet.Empty);

    /// <summary>Events that are neither accepted nor parked.</summary>
    public int Unfinished { get; private set; }

    public int Running => Count(QueueState.Running);

    public int Retrying => Count(QueueState.Retrying);

    /// <summary>Queues whose first event waits for a place only.</summary>
    public int Ready => Count(QueueState.Ready);

    /// <summary>When the first of the oldest queue was received; null when nothing is unfinished.</summary>
    public DateTimeOffset? OldestReceivedAt => _firsts.Count == 0 ? null : _firsts.Values.Min(static queue => queue.First.ReceivedAt);

    /// <summary>Takes the next event of the journal. Sequences between the last and this one are not in the journal.</summary>
    /// <returns>Its queue; null when there is nothing to do for it.</returns>
    public ChatQueue? Add(JournalEvent next) => Add(next, next.Entry.ChatId);

    /// <summary>Takes the next event of the journal, a callback that is being asked; without an answer it is late from then on.</summary>
    public ChatQueue? AddHeld(JournalEvent next, DateTimeOffset until)
    {
        if (AddLate(next) is not { } queue)
            return null;
        queue.NextAt = until;
        Change(queue, QueueState.Held);
        _timed.Enqueue(queue, until);
        return queue;
    }

    /// <summary>Takes the next event of the journal, a callback that nobody is asking any more.</summary>
    public ChatQueue? AddLate(JournalEvent next)
    {
        var queue = Add(next, chat: null);
        if (queue is not null)
            queue.Mark = DeliveryMark.Late;
        return queue;
    }

    /// <summary>Takes an event that was set aside before this window began. In ascending order, before all others.</summary>
    public void Restore(SetAsideEvent row, DateTimeOffset receivedAt, string? chat, DeliveryMark given)
    {
        PassRestored(row.Sequence);
        var queue = Append(new WaitingEvent(row.Sequence, receivedAt), given == DeliveryMark.None ? chat : null);
        if (queue.Sequence != row.Sequence)
            return;
        (queue.Attempts, queue.Reason, queue.Mark) = (row.Attempts, row.Reason, given);
        queue.FailingSince = row.Attempts > 0 ? row.Since : null;
        if (row.NextAt is { } nextAt)
            Wait(queue, nextAt);
    }

    /// <summary>Takes a parked event.</summary>
    public void RestoreParked(long sequence)
    {
        PassRestored(sequence);
        Parked.Add(sequence);
    }

    public bool HasReady(DateTimeOffset now)
    {
        Promote(now);
        while (_ready.TryPeek(out var queue))
        {
            if (queue.State == QueueState.Ready)
                return true;
            _ready.Dequeue();
        }

        return false;
    }

    /// <summary>When, later than now, something is to be done that no result leads to.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset now)
    {
        Promote(now);
        return _timed.TryPeek(out _, out var due) ? due : null;
    }

    /// <summary>Starts the first event of the queue that has been ready longest; null when none is.</summary>
    public ChatQueue? Start(DateTimeOffset now)
    {
        if (!HasReady(now))
            return null;
        var queue = _ready.Dequeue();
        Change(queue, QueueState.Running);
        return queue;
    }

    /// <summary>A started event was not tried, or failed in a way that does not concern it.</summary>
    public void Requeue(ChatQueue queue) => MakeReady(queue);

    /// <summary>The event needs nothing more: accepted, answered, or dropped by a person.</summary>
    public void Finish(ChatQueue queue)
    {
        mark.Finish(queue.Sequence);
        Leave(queue);
    }

    /// <summary>The event is tried again later, and holds its own queue only.</summary>
    public void Retry(ChatQueue queue, DateTimeOffset nextAt)
    {
        Wait(queue, nextAt);
        if (mark.IsPassed(queue.Sequence))
            mark.SetAside(RowOf(queue, nextAt));
    }

    /// <summary>The event is not tried again until a person says so; its queue goes on.</summary>
    public void Park(ChatQueue queue, DateTimeOffset now)
    {
        mark.Park(new SetAsideEvent(queue.Sequence, SetAsideKind.Parked, queue.Attempts, now, null, queue.Reason));
        Parked.Add(queue.Sequence);
        Leave(queue);
    }

    /// <summary>Somebody's question is over.</summary>
    /// <param name="sequence">The callback.</param>
    /// <param name="isAnswered">Whether there was an answer, which makes it finished; otherwise it is dispatched.</param>
    public void Resolve(long sequence, bool isAnswered)
    {
        var queue = _firsts.GetValueOrDefault(sequence);
        if (isAnswered && queue is { State: QueueState.Held or QueueState.Ready })
            Finish(queue);
        else if (isAnswered && sequence > ReadUpTo && !mark.IsPassed(sequence))
            FinishUnread(sequence);
        else if (!isAnswered && queue is { State: QueueState.Held })
            MakeReady(queue);
    }

    /// <summary>Sets aside what keeps the mark back while more than <paramref name="maxGap"/> events above it are passed.</summary>
    public void Compact(int maxGap, DateTimeOffset now)
    {
        while (mark.Ahead > maxGap && mark.LowWater < ReadUpTo)
        {
            var behind = mark.LowWater + 1;
            mark.SetAside(_firsts.TryGetValue(behind, out var queue)
                ? RowOf(queue, now)
                : new SetAsideEvent(behind, SetAsideKind.Retrying, 0, now, now, BehindAnother));
        }
    }

    /// <summary>A person wants a parked event tried again: at once, out of order, with a new budget.</summary>
    public void Redrive(long sequence, DateTimeOffset now)
    {
        if (!Parked.Remove(sequence))
            return;
        var queue = Append(new WaitingEvent(sequence, now), null);
        queue.Mark = DeliveryMark.Redriven;
        mark.SetAside(RowOf(queue, now));
    }

    /// <summary>A person gives an event up that is parked, or that waits for its next try.</summary>
    /// <returns>Whether there was such an event.</returns>
    public bool Drop(long sequence)
    {
        if (Parked.Remove(sequence))
            mark.Clear(sequence);
        else if (_firsts.TryGetValue(sequence, out var queue) && queue.State is QueueState.Retrying or QueueState.Ready)
            Finish(queue);
        else
            return false;
        return true;
    }

    private static SetAsideEvent RowOf(ChatQueue queue, DateTimeOffset now) => new(
        queue.Sequence,
        queue.Mark == DeliveryMark.Redriven ? SetAsideKind.Redriven : SetAsideKind.Retrying,
        queue.Attempts,
        queue.FailingSince ?? now,
        queue.State == QueueState.Retrying ? queue.NextAt : now,
        queue.Reason);

    private int Count(QueueState state) => _states[(int)state];

    private ChatQueue? Add(JournalEvent next, string? chat)
    {
        if (next.Sequence > ReadUpTo + 1)
            mark.Pass(ReadUpTo + 1, next.Sequence - 1);
        ReadUpTo = next.Sequence;
        return mark.IsPassed(next.Sequence) ? null : Append(new WaitingEvent(next.Sequence, next.Entry.ReceivedAt), chat);
    }

    private void PassRestored(long sequence)
    {
        if (!mark.IsPassed(sequence))
            mark.Pass(sequence, sequence);
        ReadUpTo = Math.Max(ReadUpTo, mark.LowWater);
    }

    private void FinishUnread(long sequence)
    {
        mark.Finish(sequence);
        ReadUpTo = Math.Max(ReadUpTo, mark.LowWater);
    }

    private ChatQueue Append(WaitingEvent waiting, string? chat)
    {
        Unfinished++;
        if (chat is not null && _chats.TryGetValue(chat, out var queue))
        {
            queue.Add(waiting);
            return queue;
        }

        queue = new ChatQueue(chat, waiting);
        if (chat is not null)
            _chats.Add(chat, queue);
        _firsts.Add(waiting.Sequence, queue);
        _states[(int)QueueState.Ready]++;
        _ready.Enqueue(queue);
        return queue;
    }

    /// <summary>The first event of a queue is done with.</summary>
    private void Leave(ChatQueue queue)
    {
        Unfinished--;
        _firsts.Remove(queue.Sequence);
        ReadUpTo = Math.Max(ReadUpTo, mark.LowWater);
        if (queue.TryAdvance())
        {
            _firsts.Add(queue.Sequence, queue);
            MakeReady(queue);
            return;
        }

        Change(queue, QueueState.Ended);
        if (queue.Chat is { } chat)
            _chats.Remove(chat);
    }

    private void MakeReady(ChatQueue queue)
    {
        var isInLine = queue.State == QueueState.Ready;
        Change(queue, QueueState.Ready);
        if (!isInLine)
            _ready.Enqueue(queue);
    }

    private void Wait(ChatQueue queue, DateTimeOffset nextAt)
    {
        queue.NextAt = nextAt;
        Change(queue, QueueState.Retrying);
        _timed.Enqueue(queue, nextAt);
    }

    private void Promote(DateTimeOffset now)
    {
        while (_timed.TryPeek(out var queue, out var due) && (due <= now || !IsCurrent(queue, due)))
        {
            _timed.Dequeue();
            if (IsCurrent(queue, due))
                MakeReady(queue);
        }
    }

    /// <summary>Whether a queue still waits for this moment: results and people overtake the clock.</summary>
    private static bool IsCurrent(ChatQueue queue, DateTimeOffset due) =>
        queue.State is QueueState.Retrying or QueueState.Held && queue.NextAt == due;

    private void Change(ChatQueue queue, QueueState state)
    {
        _states[(int)queue.State]--;
        queue.State = state;
        _states[(int)state]++;
    }
}
