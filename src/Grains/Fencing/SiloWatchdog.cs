using FeishuOrleans.Grains.Handover;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Fencing;

/// <summary>
/// Looks four times a second, on a thread of its own, whether the process was suspended or told dead: a silo that wakes up must let go
/// before the thread pool has worked off what has piled up.
/// </summary>
internal sealed class SiloWatchdog(
    Fence fence,
    OpenSilos silos,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    IOptions<ClusterMembershipOptions> membershipOptions,
    IOptions<FencingOptions> options,
    TimeProvider time) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private readonly ManualResetEventSlim _stopped = new();
    private Thread? _thread;

    /// <summary>After this long without a sign of life the others may have declared the silo dead.</summary>
    private TimeSpan Lease => membershipOptions.Value.MinProbeTimeout * membershipOptions.Value.NumMissedProbesLimit;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<SiloWatchdog>(ServiceLifecycleStage.Active, StartAsync, static _ => Task.CompletedTask);

    public void Dispose()
    {
        _stopped.Set();
        _thread?.Join();
        _stopped.Dispose();
    }

    private Task StartAsync(CancellationToken cancellation)
    {
        if (!options.Value.Watches)
            return Task.CompletedTask;
        _thread = new Thread(Watch) { Name = nameof(SiloWatchdog), IsBackground = true, Priority = ThreadPriority.AboveNormal };
        _thread.Start();
        return Task.CompletedTask;
    }

    private void Watch()
    {
        var suspension = new SuspensionMeter(time);
        while (!_stopped.Wait(Interval))
        {
            var away = suspension.Look();
            if (away > Lease && HasOthers())
                fence.Raise($"the process did not run for {away.TotalSeconds:0.0} s");
            else if (membership.CurrentSnapshot.GetSiloStatus(silo.SiloAddress) == SiloStatus.Dead)
                fence.Raise("the cluster says that this silo is dead");
        }
    }

    // Nobody else, nobody to take over: connections that outlived a sleep go on.
    private bool HasOthers() => silos.Active.Any(member => member.SiloAddress != silo.SiloAddress);
}
