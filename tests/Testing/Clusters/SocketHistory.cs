using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace FeishuOrleans.Testing.Clusters;

/// <summary>What the platform saw of sockets from a moment on.</summary>
public static class SocketHistory
{
    /// <summary>Waits until each app has a new socket; how long each took.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> ReconnectedAsync(IEnumerable<FakeApp> apps, DateTimeOffset since)
    {
        var connected = await Task.WhenAll(apps.Select(app => app.Log.WaitForAsync<Connected>(entry => entry.At > since, "a new socket")));
        return [.. connected.Select(entry => entry.At - since)];
    }

    /// <summary>Waits until each of these sockets has ended; how long each took.</summary>
    public static async Task<IReadOnlyList<TimeSpan>> EndedAsync(IEnumerable<(FakeApp App, string ConnectionId)> sockets, DateTimeOffset since)
    {
        var ended = await Task.WhenAll(sockets.Select(one => one.App.Log.WaitForAsync<Disconnected>(entry => entry.ConnectionId == one.ConnectionId, "the old socket to end")));
        return [.. ended.Select(entry => entry.At > since ? entry.At - since : TimeSpan.Zero)];
    }

    /// <summary>How often these apps lost their last socket from then on.</summary>
    public static int Dropped(IEnumerable<FakeApp> apps, DateTimeOffset since) =>
        apps.Sum(app => app.Log.Of<Disconnected>().Count(entry => entry.At > since && entry.Live == 0));

    /// <summary>How long each app was without any socket from then on.</summary>
    public static IReadOnlyList<TimeSpan> Offline(IEnumerable<FakeApp> apps, DateTimeOffset since) => [.. apps.Select(app => OfflineOf(app, since))];

    /// <summary>Failed pushes from then on.</summary>
    public static int Failed(IEnumerable<FakeApp> apps, DateTimeOffset since) =>
        apps.Sum(app => app.Log.Of<DeliveryFailed>().Count(entry => entry.At > since));

    private static TimeSpan OfflineOf(FakeApp app, DateTimeOffset since)
    {
        var offline = TimeSpan.Zero;
        DateTimeOffset? lost = null;
        foreach (var entry in app.Log.Read().Where(entry => entry.At > since))
        {
            if (entry is Disconnected { Live: 0 })
                lost = entry.At;
            if (entry is Connected && lost is { } from)
                (offline, lost) = (offline + (entry.At - from), null);
        }

        return offline;
    }
}
