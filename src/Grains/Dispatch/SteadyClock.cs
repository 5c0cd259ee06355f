namespace FeishuOrleans.Grains.Dispatch;

/// <summary>The time of day at the start, carried on by the steady clock: pauses neither grow nor vanish when somebody sets the time. Thread-safe.</summary>
internal sealed class SteadyClock(TimeProvider time)
{
    private readonly DateTimeOffset _start = time.GetUtcNow();
    private readonly long _startTimestamp = time.GetTimestamp();

    public TimeProvider Time => time;

    public DateTimeOffset Now => _start + time.GetElapsedTime(_startTimestamp);
}
