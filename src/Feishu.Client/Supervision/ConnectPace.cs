namespace Feishu.Client.Supervision;

/// <summary>Lets the host change how many attempts a second the process begins, for example when processes share one limit. Thread-safe.</summary>
public sealed class ConnectPace
{
    private readonly ConnectRamp _ramp;
    private readonly PlatformWatch _watch;

    internal ConnectPace(ConnectRamp ramp, PlatformWatch watch) => (_ramp, _watch) = (ramp, watch);

    /// <summary>A lower rate holds at once, also for attempts that wait for their slot; a higher one a second later, so that what others began at theirs has passed.</summary>
    /// <param name="perSecond">Attempts a second, more than 0. The process begins whole ones a second, of less than one a second one in a longer time.</param>
    public void Set(double perSecond)
    {
        _ramp.SetRate(perSecond);
        _watch.TellPaceChanged();
    }

    /// <summary>As <see cref="Set"/>, for a process that begins to share the limit with others: it begins nothing before they have had a second to notice.</summary>
    /// <param name="perSecond">Attempts a second, more than 0.</param>
    public void Join(double perSecond)
    {
        _ramp.JoinAt(perSecond);
        _watch.TellPaceChanged();
    }
}
