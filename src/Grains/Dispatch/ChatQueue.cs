using System.Diagnostics;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// The unfinished events of one chat in journal order; only the first is ever on its way. An event without a chat, a
/// callback and a redriven event have a queue of their own. Changed by <see cref="DeliveryWindow"/> only.
/// </summary>
internal sealed class ChatQueue(string? chat, WaitingEvent first)
{
    private Queue<WaitingEvent>? _behind;
    private TimeSpan? _outOfService;

    public string? Chat => chat;

    public WaitingEvent First { get; private set; } = first;

    public long Sequence => First.Sequence;

    public QueueState State { get; set; }

    /// <summary>Tries of the first event that count.</summary>
    public int Attempts { get; set; }

    /// <summary>When the first event failed first, moved by the time its endpoint was out of service since.</summary>
    public DateTimeOffset? FailingSince { get; set; }

    /// <summary>When the first event is tried again, or is not held any more.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>What its last try came to.</summary>
    public string Reason { get; set; } = "";

    public DeliveryMark Mark { get; set; }

    /// <summary>The trace of the first event, from its first try on; of one that was read back, none.</summary>
    public ActivityContext Trace { get; set; }

    /// <summary>Events behind the first.</summary>
    public IEnumerable<WaitingEvent> Behind => _behind ?? [];

    /// <summary>A try of the first event failed, and counts.</summary>
    /// <param name="reason">What it came to.</param>
    /// <param name="now">The time.</param>
    /// <param name="outOfService">How long the endpoint was out of service altogether: time since the last failure that does not count.</param>
    public void CountFailure(string reason, DateTimeOffset now, TimeSpan outOfService)
    {
        Attempts++;
        Reason = reason;
        var since = (FailingSince ?? now) + (outOfService - (_outOfService ?? outOfService));
        FailingSince = since < now ? since : now;
        _outOfService = outOfService;
    }

    public void Add(WaitingEvent waiting) => (_behind ??= []).Enqueue(waiting);

    /// <summary>The next event becomes the first, with nothing tried.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryAdvance()
    {
        if (_behind is null || !_behind.TryDequeue(out var next))
            return false;
        First = next;
        Attempts = 0;
        FailingSince = null;
        _outOfService = null;
        Mark = DeliveryMark.None;
        Trace = default;
        Reason = "";
        return true;
    }
}
