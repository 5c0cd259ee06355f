using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Testing;

/// <summary>A clock the test drives, which tells when somebody began to wait on it: an advance then cannot come too early.</summary>
public sealed class ArmedTime() : FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero))
{
    private readonly Signal<TimeSpan> _armed = new();

    /// <summary>Waits until so many timers of this length were made since the start, then lets that much time pass.</summary>
    public async Task PassAsync(TimeSpan due, int times = 1)
    {
        await _armed.WhenAsync(all => all.Count(one => one == due) >= times).Within(what: $"{times} waits of {due}");
        Advance(due);
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _armed.Add(dueTime);
        return timer;
    }
}
