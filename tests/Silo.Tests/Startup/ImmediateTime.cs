namespace FeishuOrleans.Silo.Tests.Startup;

/// <summary>A clock on which every delay is over at once, and remembered.</summary>
internal sealed class ImmediateTime : TimeProvider
{
    public List<TimeSpan> Delays { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Delays.Add(dueTime);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
