using Feishu.Protocol.Frames;

namespace Feishu.Client.Supervision;

/// <summary>Counts of one account over all its connections. Written by many threads.</summary>
internal sealed class ConnectionTally
{
    private long connects, events, acked, refused, lastEvent;

    public ConnectionCounters Counters => new(
        Interlocked.Read(ref connects), Interlocked.Read(ref events), Interlocked.Read(ref acked), Interlocked.Read(ref refused));

    /// <summary>Timestamp of the newest event; 0 before the first.</summary>
    public long LastEvent => Interlocked.Read(ref lastEvent);

    public void CountConnect() => Interlocked.Increment(ref connects);

    public void CountEvent(long timestamp)
    {
        Interlocked.Increment(ref events);
        Interlocked.Exchange(ref lastEvent, timestamp);
    }

    public void CountAcknowledged(int code)
    {
        if (code == AckCode.Ok)
            Interlocked.Increment(ref acked);
        else
            CountRefused();
    }

    public void CountRefused() => Interlocked.Increment(ref refused);
}
