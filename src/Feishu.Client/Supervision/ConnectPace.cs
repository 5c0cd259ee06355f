namespace Feishu.Client.Supervision;

/// <summary>Lets the host change how many attempts a second the process begins, for example when processes share one limit. Thread-safe.</summary>
public sealed class ConnectPace
{
    private readonly ConnectRamp _ramp;
    private readonly PlatformWatch _watch;

    internal ConnectPace(ConnectRamp ramp, PlatformWatch watch) => (_ramp, _watch) = (ramp, watch);

    /// <summary>Holds at once, also for attempts that wait for their slot.</summary>
    /// <param name="perSecond">Attempts a second, more than 0.</param>
    public void Set(double perSecond)
    {
        _ramp.SetRate(perSecond);
        _watch.TellPaceChanged();
    }
}
