using Feishu.Protocol.Frames;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Load;

/// <summary>
/// One load run over the apps that are connected at its begin. At a rate it writes on a clock, whether or not acknowledgements
/// come; at saturation an app's next events leave when half of its events under way are acknowledged. Thread-safe.
/// </summary>
internal sealed class LoadRun : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(4), Patience = TimeSpan.FromSeconds(5);

    private readonly FakePlatform _platform;
    private readonly LoadLane[] _lanes;
    private readonly LatencyHistogram _latencies = new();
    private readonly CancellationTokenSource _ended = new();
    private readonly CancellationToken _end;
    private readonly long _startedAt;
    private long _pushed, _accepted, _refused, _lastAckAt, _longestGap;
    private volatile bool _pushing = true, _running = true;

    public LoadRun(FakePlatform platform, LoadPlan plan)
    {
        _platform = platform;
        Plan = plan;
        _end = _ended.Token;
        _startedAt = _lastAckAt = platform.Time.GetTimestamp();
        _lanes = [.. platform.Apps.Where(app => app.LiveConnections > 0).Select(app => app.Load = new LoadLane(app, platform, this))];
    }

    public LoadPlan Plan { get; }

    public LoadReport Report => new(
        _running,
        Volatile.Read(ref _pushed),
        Volatile.Read(ref _accepted),
        Volatile.Read(ref _refused),
        _lanes.Sum(lane => lane.Waiting),
        Since(_startedAt, Volatile.Read(ref _lastAckAt)).TotalSeconds,
        _latencies.Quantile(0.5).TotalMilliseconds,
        _latencies.Quantile(0.99).TotalMilliseconds,
        _latencies.Quantile(0.999).TotalMilliseconds,
        _latencies.Max.TotalMilliseconds,
        Since(0, Volatile.Read(ref _longestGap)).TotalMilliseconds);

    /// <summary>Pushes for the planned time, then waits a little for the acknowledgements under way.</summary>
    public async Task RunAsync()
    {
        try
        {
            if (Plan.Rate == 0)
                await SaturateAsync();
            else
                await KeepRateAsync();
            _pushing = false;
            for (var waited = TimeSpan.Zero; waited < Patience && _lanes.Any(lane => lane.Waiting > 0); waited += Tick)
                await Task.Delay(Tick, _platform.Time, _end);
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended by request: what was measured stays.
            _pushing = false;
        }

        _running = false;
    }

    public void OnAck(LoadLane lane, int code, long writtenAt)
    {
        var now = _platform.Time.GetTimestamp();
        _latencies.Add(Since(writtenAt, now));
        Interlocked.Increment(ref code == AckCode.Ok ? ref _accepted : ref _refused);
        NoteGap(now);
        if (_pushing && Plan.Rate == 0 && lane.Waiting <= Plan.Outstanding / 2)
            Push(lane, Plan.Outstanding);
    }

    /// <summary>Stops pushing; what was measured stays.</summary>
    public void End() => _ended.Cancel();

    public void Dispose()
    {
        _ended.Cancel();
        _ended.Dispose();
    }

    private async Task SaturateAsync()
    {
        foreach (var lane in _lanes)
            Push(lane, Plan.Outstanding);
        await Task.Delay(Plan.Duration, _platform.Time, _end);
    }

    private async Task KeepRateAsync()
    {
        using var ticks = new PeriodicTimer(Tick, _platform.Time);
        var turn = 0;
        while (Since(_startedAt, _platform.Time.GetTimestamp()) is var elapsed && elapsed < Plan.Duration && _lanes.Length > 0)
        {
            var due = (long)(elapsed.TotalSeconds * Plan.Rate) - Volatile.Read(ref _pushed);
            for (var tries = 0; due > 0 && tries < _lanes.Length; tries++, turn++)
            {
                var share = (int)Math.Max(1, due / _lanes.Length);
                due -= Push(_lanes[turn % _lanes.Length], share);
            }

            await ticks.WaitForNextTickAsync(_end);
        }
    }

    private int Push(LoadLane lane, int count)
    {
        var pushed = lane.Push(count);
        Interlocked.Add(ref _pushed, pushed);
        return pushed;
    }

    private void NoteGap(long now)
    {
        var gap = now - Interlocked.Exchange(ref _lastAckAt, now);
        for (var longest = Volatile.Read(ref _longestGap); gap > longest;)
            longest = Interlocked.CompareExchange(ref _longestGap, gap, longest) is var seen && seen == longest ? gap : seen;
    }

    private TimeSpan Since(long from, long to) => _platform.Time.GetElapsedTime(from, to);
}
