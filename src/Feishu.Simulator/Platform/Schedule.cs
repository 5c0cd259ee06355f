namespace Feishu.Simulator.Platform;

/// <summary>
/// Everything that is due later (deadlines, re-pushes, late pongs), on one timer, so that thousands of
/// connections and pushes cost no timer each.
/// </summary>
internal sealed class Schedule : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<Action, long> _due = new();
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private long _armedFor = long.MaxValue;
    private bool _stopped;

    public Schedule(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static state => ((Schedule)state!).Run(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Runs an action later, on the thread pool. The action must be quick and must not throw.</summary>
    public void In(TimeSpan delay, Action action)
    {
        lock (_gate)
        {
            if (_stopped)
                return;

            var at = _time.GetTimestamp() + ToTicks(delay);
            _due.Enqueue(action, at);
            Arm(at);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            _due.Clear();
        }

        _timer.Dispose();
    }

    private void Run()
    {
        List<Action> ready = [];
        lock (_gate)
        {
            var now = _time.GetTimestamp();
            while (_due.TryPeek(out var action, out var at) && at <= now)
            {
                _due.Dequeue();
                ready.Add(action);
            }

            _armedFor = long.MaxValue;
            if (_due.TryPeek(out _, out var next))
                Arm(next);
        }

        ready.ForEach(static action => action());
    }

    private void Arm(long at)
    {
        if (_stopped || at >= _armedFor)
            return;

        _armedFor = at;
        var wait = _time.GetElapsedTime(_time.GetTimestamp(), at);

        // Rounded up to a whole millisecond: a timer that fires early would find nothing due and spin.
        var milliseconds = Math.Max(1, Math.Ceiling(wait.TotalMilliseconds));
        _timer.Change(TimeSpan.FromMilliseconds(milliseconds), Timeout.InfiniteTimeSpan);
    }

    private long ToTicks(TimeSpan delay) => (long)(delay.TotalSeconds * _time.TimestampFrequency);
}
