using System.Threading.Channels;
using FeishuOrleans.Grains.Hosting;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>When this silo looks for accounts that fall to it: as soon as it has started, whenever a silo has gone, and now and then.</summary>
internal sealed partial class AccountSweeps(
    AccountSweep sweep, IClusterMembershipService membership, TimeProvider time, Jitter jitter, ILogger<AccountSweeps> logger)
{
    /// <summary>From one sweep without occasion to the next, give or take a fifth: finds what a missed message left behind.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private const double IntervalShare = 0.2;

    // One that waits is enough: it begins after whatever was the occasion for it.
    private readonly Channel<bool> _due = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Sweeps as soon as the present sweep has ended. Any thread.</summary>
    public void Request() => _due.Writer.TryWrite(true);

    /// <summary>Goes on until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        Request();
        await using var now = time.CreateTimer(_ => Request(), null, jitter.Around(Interval, IntervalShare), Interval);
        await Task.WhenAll(WatchAsync(cancellation), SweepWhenDueAsync(cancellation));
    }

    private async Task SweepWhenDueAsync(CancellationToken cancellation)
    {
        await foreach (var _ in _due.Reader.ReadAllAsync(cancellation))
            await SweepAsync(cancellation);
    }

    private async Task WatchAsync(CancellationToken cancellation)
    {
        var known = membership.CurrentSnapshot;
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(cancellation))
        {
            if (known.Members.Values.Any(member => HasGone(member.Status, snapshot.GetSiloStatus(member.SiloAddress))))
                Request();
            known = snapshot;
        }
    }

    // A silo that shuts down says so before it has let all accounts go: its end counts as well.
    private static bool HasGone(SiloStatus before, SiloStatus now) =>
        now != before && now is not (SiloStatus.Active or SiloStatus.Joining or SiloStatus.Created);

    private async Task SweepAsync(CancellationToken cancellation)
    {
        try
        {
            await sweep.RunAsync(cancellation);
        }
        catch (Exception defect) when (defect is not (OperationCanceledException or OutOfMemoryException))
        {
            // The accounts come back all the same, with the next sweep or their reminders.
            LogFailed(logger, defect);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep failed; accounts that live nowhere come back with the next one or with their reminders.")]
    private static partial void LogFailed(ILogger logger, Exception defect);
}
