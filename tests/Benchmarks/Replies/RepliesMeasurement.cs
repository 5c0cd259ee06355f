using System.Diagnostics;
using FeishuOrleans.Benchmarks.Fleet;

namespace FeishuOrleans.Benchmarks.Replies;

/// <summary>One program that replies by turns straight to the platform and through the API, so that both meet the same machine.</summary>
internal static class RepliesMeasurement
{
    private const int WarmUp = 200;

    /// <summary>Events go on until the processes end.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    public static async Task<RepliesResult> MeasureAsync(RepliesSettings settings, CancellationToken cancellation)
    {
        await using var fleet = await FleetProcesses.StartAsync(settings.Accounts, cancellation);
        using var api = new ApiCaller(fleet.Silo.Http);
        using var platform = new PlatformCaller(fleet.Simulator.Address);
        for (var account = 0; account < settings.Accounts; account++)
            await platform.ObtainTokenAsync(account, cancellation);
        await PrepareAsync(fleet, settings);
        double[] direct = new double[settings.Count], through = new double[settings.Count];
        for (var i = -WarmUp; i < settings.Count; i++)
        {
            var account = (i + WarmUp) % settings.Accounts;
            var straight = await TimeAsync(() => platform.ReplyAsync(account, $"om_d{i + WarmUp}", cancellation));
            var around = await TimeAsync(() => api.ReplyAsync(account, $"om_a{i + WarmUp}", cancellation));
            if (i >= 0)
                (direct[i], through[i]) = (straight, around);
        }

        return new RepliesResult(settings, direct, through);
    }

    /// <summary>The limits are off at the platform: those of the service are not reached, and the other way has none.</summary>
    private static async Task PrepareAsync(FleetProcesses fleet, RepliesSettings settings)
    {
        await fleet.Simulator.SendAsync(HttpMethod.Patch, "settings", new { chatSendLimit = 0, appSendLimit = 0, appSendLimitPerMinute = 0 });
        if (settings.Platform > TimeSpan.Zero)
            await fleet.Simulator.SendAsync(HttpMethod.Put, "apps/all/faults/messages", new { delay = settings.Platform.TotalSeconds });
        if (settings.Rate > 0)
            await fleet.PushAsync(settings.Rate, Long);
    }

    private static async Task<double> TimeAsync(Func<Task> call)
    {
        var began = Stopwatch.GetTimestamp();
        await call();
        return Stopwatch.GetElapsedTime(began).TotalMilliseconds;
    }
}
