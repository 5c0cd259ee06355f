using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Platform;

/// <summary>Drops idle and old connections, when a rule says so. One look a second for all of them.</summary>
internal sealed class Sweeper(FakePlatform platform)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private int _running;

    public void Start()
    {
        if (Wanted(platform.Settings) && Interlocked.Exchange(ref _running, 1) == 0)
            platform.Schedule.In(Pause, Sweep);
    }

    private static bool Wanted(PlatformSettings settings) => settings.IdleIntervals > 0 || settings.DropEvery > TimeSpan.Zero;

    private void Sweep()
    {
        Volatile.Write(ref _running, 0);
        var settings = platform.Settings;
        foreach (var app in platform.Apps)
        {
            foreach (var connection in app.Set.Choose(ConnectionChoice.All))
            {
                if (Reason(settings, app, connection.Info) is { } reason)
                    connection.Drop(reason);
            }
        }

        Start();
    }

    private string? Reason(PlatformSettings settings, FakeApp app, SocketStatus status)
    {
        var now = platform.Time.GetUtcNow();
        var patience = TimeSpan.FromSeconds(app.ClientConfig.PingInterval ?? 0) * settings.IdleIntervals;
        if (patience > TimeSpan.Zero && now - status.LastFrameAt > patience)
            return "idle";
        return settings.DropEvery > TimeSpan.Zero && now - status.Since >= settings.DropEvery ? "age" : null;
    }
}
