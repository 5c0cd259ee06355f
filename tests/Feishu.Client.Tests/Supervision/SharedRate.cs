using Feishu.Client.Supervision;
using FeishuOrleans.Testing.Metrics;
using Microsoft.Extensions.Time.Testing;

namespace Feishu.Client.Tests.Supervision;

/// <summary>Processes that share a rate, each with its ramp and with more accounts waiting than it may connect. Their timers come late, and
/// each notices after a while of its own how many there are.</summary>
internal sealed class SharedRate(double perSecond, Random chance)
{
    private const int LatestNotice = 900, LatestTimer = 60, Waiting = 400;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(1);

    private readonly FakeTimeProvider _time = new();
    private readonly List<Process> _processes = [];
    private readonly List<DateTimeOffset> _begun = [];

    /// <summary>Attempts that were begun.</summary>
    public int Begun => _begun.Count;

    /// <summary>The most attempts within any second, whoever began them.</summary>
    public int Peak => PeakRate.Within(TimeSpan.FromSeconds(1), _begun);

    public int Processes => _processes.Count;

    /// <summary>A process comes. The others notice between now and the moment at which it could begin something.</summary>
    public void Join()
    {
        var ramp = new ConnectRamp(perSecond, _time);
        _processes.Add(new Process(ramp));
        if (Processes > 1)
            ramp.JoinAt(perSecond / Processes);
        TellOthers(_processes[^1]);
    }

    /// <summary>A process is gone; the others notice later.</summary>
    public void Leave()
    {
        _processes.RemoveAt(chance.Next(Processes));
        TellOthers(null);
    }

    public void Pass(TimeSpan time)
    {
        for (var passed = TimeSpan.Zero; passed < time; passed += Step)
        {
            _time.Advance(Step);
            foreach (var process in _processes)
                Run(process);
        }
    }

    private void TellOthers(Process? joined)
    {
        foreach (var other in _processes.Where(other => other != joined))
            other.Notices.Enqueue((_time.GetUtcNow().AddMilliseconds(chance.Next(LatestNotice)), Processes));
    }

    private void Run(Process process)
    {
        var now = _time.GetUtcNow();
        while (process.Notices.TryPeek(out var notice) && notice.At <= now)
            process.Ramp.SetRate(perSecond / process.Notices.Dequeue().Processes);
        while (process.Slots.Count < Waiting)
            process.Slots.Add((process.Ramp.Reserve(), now));
        for (var i = 0; i < process.Slots.Count && process.Slots[i].LookAt <= now; i++)
        {
            var (slot, _) = process.Slots[i];
            if (process.Ramp.TryBegin(slot))
            {
                _begun.Add(now);
                process.Slots.RemoveAt(i--);
                continue;
            }

            process.Slots[i] = (slot, now + process.Ramp.Until(slot) + TimeSpan.FromMilliseconds(chance.Next(LatestTimer)));
        }

        process.Slots.Sort(static (one, other) => one.LookAt.CompareTo(other.LookAt));
    }

    private sealed class Process(ConnectRamp ramp)
    {
        public ConnectRamp Ramp => ramp;

        public List<(double Slot, DateTimeOffset LookAt)> Slots { get; } = [];

        public Queue<(DateTimeOffset At, int Processes)> Notices { get; } = new();
    }
}
