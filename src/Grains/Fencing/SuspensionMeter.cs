namespace FeishuOrleans.Grains.Fencing;

/// <summary>
/// Measures how long this process did not run. Steady clocks stand still while the whole machine sleeps, the wall clock stands still
/// for nobody: the longer of both counts. Somebody who sets the wall clock forwards looks like a sleep, which costs a reconnect.
/// </summary>
internal sealed class SuspensionMeter(TimeProvider time)
{
    private long _timestamp = time.GetTimestamp();
    private DateTimeOffset _wall = time.GetUtcNow();

    /// <summary>Time since the look before.</summary>
    public TimeSpan Look()
    {
        var (timestamp, wall) = (time.GetTimestamp(), time.GetUtcNow());
        var (steady, byWall) = (time.GetElapsedTime(_timestamp, timestamp), wall - _wall);
        (_timestamp, _wall) = (timestamp, wall);
        return steady > byWall ? steady : byWall;
    }
}
