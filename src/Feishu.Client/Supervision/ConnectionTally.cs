using Feishu.Protocol.Frames;

namespace Feishu.Client.Supervision;

/// <summary>Counts of one account over all its connections. Written by many threads.</summary>
internal sealed class ConnectionTally
{
    private long _attempts, _connects, _events, _acked, _refused, _lastEvent;

    public ConnectionCounters Counters => new(
        Interlocked.Read(ref _connects), Interlocked.Read(ref _events), Interlocked.Read(ref _acked), Interlocked.Read(ref _refused));

    /// <summary>Timestamp of the newest event; 0 before the first.</summary>
    public long LastEvent => Interlocked.Read(ref _lastEvent);

    /// <summary>Counts an attempt and gives its number, from 1.</summary>
    public long NextAttempt() => Interlocked.Increment(ref _attempts);

    public void CountConnect() => Interlocked.Increment(ref _connects);

    public void CountEvent(long timestamp)
    {
        Interlocked.Increment(ref _events);
        Interlocked.Exchange(ref _lastEvent, timestamp);
    }

    public void CountAcknowledged(int code)
    {
        if (code == AckCode.Ok)
            Interlocked.Increment(ref _acked);
        else
            CountRefused();
    }

    public void CountRefused() => Interlocked.Increment(ref _refused);
}
