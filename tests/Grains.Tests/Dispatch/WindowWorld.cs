using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>A window, the storage behind it and the consumer before it, moved by random steps; checks the promises at every step.</summary>
internal sealed class WindowWorld
{
    public const int Steps = 12;

    private const int MaxGap = 6;

    private readonly JournalEvent[] _journal;
    private readonly HashSet<long> _settled = [], _accepted = [];
    private readonly Dictionary<long, SetAsideEvent> _rows = [];
    private readonly List<ChatQueue> _running = [];
    private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private (long LowWater, SequenceSet Finished) _saved = (0, SequenceSet.Empty);
    private ProgressMark _mark = new(0, SequenceSet.Empty);
    private DeliveryWindow _window;
    private long _mayRepeat, _repeats;

    public WindowWorld(IEnumerable<int> chats)
    {
        _journal = [.. chats.Select((chat, i) => new JournalEvent(
            i + 1, new JournalEntry("bot", $"message:{i}", "im.message.receive_v1", chat == 0 ? null : $"chat {chat}", _now, default)))];
        _window = new DeliveryWindow(_mark);
    }

    /// <summary>One step; what does not apply does nothing.</summary>
    public void Step(int kind, int choice)
    {
        Action step = kind switch
        {
            0 or 1 => Read,
            2 or 3 => Start,
            4 or 5 => () => Conclude(choice, Accept),
            6 => () => Conclude(choice, queue => Settle(queue.Sequence, () => _window.Park(queue, _now))),
            7 => () => Conclude(choice, Fail),
            8 => () => _now += TimeSpan.FromSeconds(choice),
            9 => () => Save(isKept: choice % 4 != 0),
            10 => () => Person(choice),
            _ => Crash,
        };
        step();
        _window.Compact(MaxGap, _now);
        Assert.InRange(_mark.Ahead, 0, MaxGap);
        Assert.Equal(_running.Count, _window.Running);
    }

    /// <summary>The consumer takes everything from now on.</summary>
    public void Drain()
    {
        for (var round = 0; round < 10_000 && (_window.ReadUpTo < _journal.Length || _window.Unfinished > 0); round++)
        {
            Read();
            Start();
            Conclude(round, Accept);
            _now += TimeSpan.FromSeconds(1);
        }

        Save(isKept: true);
        Assert.Equal(_journal.Length, _saved.LowWater);
        Assert.Equal(_journal.Select(one => one.Sequence), _settled.Order());
        Assert.All(_rows.Values, row => Assert.Equal(SetAsideKind.Parked, row.Kind));
        Assert.Equal(_rows.Keys.Order(), _window.Parked.Sequences);
    }

    private void Read()
    {
        if (_journal.FirstOrDefault(one => one.Sequence > _window.ReadUpTo) is { } next)
            _window.Add(next);
    }

    private void Start()
    {
        if (_window.Start(_now) is not { } queue)
            return;
        _running.Add(queue);
        var started = _journal[queue.Sequence - 1];
        if (queue.Mark == DeliveryMark.None && started.Entry.ChatId is { } chat)
            Assert.All(_journal.Where(one => one.Sequence < queue.Sequence && one.Entry.ChatId == chat), one => Assert.Contains(one.Sequence, _settled));
        Assert.Single(_running, other => other.Sequence == queue.Sequence);
    }

    private void Conclude(int choice, Action<ChatQueue> conclude)
    {
        if (_running.Count == 0)
            return;
        var queue = _running[choice % _running.Count];
        _running.Remove(queue);
        conclude(queue);
    }

    private void Accept(ChatQueue queue)
    {
        if (!_accepted.Add(queue.Sequence))
            Assert.InRange(++_repeats, 0, _mayRepeat);
        Settle(queue.Sequence, () => _window.Finish(queue));
    }

    private void Fail(ChatQueue queue)
    {
        queue.CountFailure("500", _now, TimeSpan.Zero);
        _window.Retry(queue, _now + TimeSpan.FromSeconds(queue.Attempts));
    }

    private void Settle(long sequence, Action how)
    {
        how();
        _settled.Add(sequence);
    }

    private void Person(int choice)
    {
        if (choice % 3 == 0 && _window.Drop(choice % _journal.Length))
            _settled.Add(choice % _journal.Length);
        else if (_window.Parked.Sequences.Cast<long?>().FirstOrDefault() is { } parked)
            _window.Redrive(parked, _now);
    }

    private void Save(bool isKept)
    {
        var changes = _mark.Take();
        if (!isKept)
        {
            _mark.Return(changes);
            return;
        }

        _saved = (changes.LowWater, SequenceSet.Parse(changes.Finished.ToBytes()));
        foreach (var row in changes.Set)
            _rows[row.Sequence] = row;
        foreach (var sequence in changes.Cleared)
            _rows.Remove(sequence);
        _mark.Saved(changes);
        Assert.Equal(0, _mark.Unsaved);
    }

    private void Crash()
    {
        _mayRepeat += _mark.Unsaved;
        _running.Clear();
        _mark = new ProgressMark(_saved.LowWater, _saved.Finished);
        _window = new DeliveryWindow(_mark);
        foreach (var row in _rows.Values.Where(row => row.Kind == SetAsideKind.Parked))
            _window.RestoreParked(row.Sequence);
        foreach (var row in _rows.Values.Where(row => row.Kind != SetAsideKind.Parked).OrderBy(row => row.Sequence))
        {
            var entry = _journal[row.Sequence - 1].Entry;
            _window.Restore(row, entry.ReceivedAt, entry.ChatId, row.Kind == SetAsideKind.Redriven ? DeliveryMark.Redriven : DeliveryMark.None);
        }
    }
}
