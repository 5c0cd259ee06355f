namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// A grain timer whose work says when it is due again, and which can be woken. A wake during the work is not lost: the
/// work runs once more right after. For turns of its grain.
/// </summary>
internal sealed class PacedTimer
{
    private readonly Func<CancellationToken, Task> _work;
    private readonly TimeSpan _fallback;
    private readonly IGrainTimer _timer;
    private bool _isWoken;

    /// <param name="grain">The grain.</param>
    /// <param name="work">The work; calls <see cref="RunIn"/> before it ends.</param>
    /// <param name="first">Pause before the first run.</param>
    /// <param name="fallback">Pause after a run that threw.</param>
    /// <param name="interleave">Whether the work may run while a call waits for something.</param>
    public PacedTimer(IGrainBase grain, Func<CancellationToken, Task> work, TimeSpan first, TimeSpan fallback, bool interleave)
    {
        _work = work;
        _fallback = fallback;
        _timer = grain.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(first, fallback)
        {
            KeepAlive = true,
            Interleave = interleave,
        });
    }

    /// <summary>Lets the work run as soon as it can.</summary>
    public void Wake()
    {
        _isWoken = true;
        _timer.Change(TimeSpan.Zero, _fallback);
    }

    /// <summary>Lets the work run after a pause, or at once when it was woken meanwhile.</summary>
    public void RunIn(TimeSpan pause) => _timer.Change(_isWoken ? TimeSpan.Zero : pause, _fallback);

    private Task TickAsync(CancellationToken cancellation)
    {
        _isWoken = false;
        return _work(cancellation);
    }
}
