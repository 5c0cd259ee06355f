using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Connections;

/// <summary>
/// This silo's part of the cluster's connect rate: the rate over the number of silos. A silo that joins counts before it connects
/// anything, and gives the others a second to notice; one that leaves counts until it is gone, and its part is used a second later. So
/// the parts never add up to more than the whole, in whatever second.
/// </summary>
internal sealed partial class ConnectShare(
    IClusterMembershipService membership, ConnectPace pace, IOptions<FeishuClientOptions> options, ILogger<ConnectShare> logger)
    : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();
    private Task _following = Task.CompletedTask;
    private int _silos;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe<ConnectShare>(
        // Before the silo becomes active, and with that before its first connection.
        ServiceLifecycleStage.ApplicationServices, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    internal Task StartAsync(CancellationToken cancellation)
    {
        Apply(membership.CurrentSnapshot);
        using (ExecutionContext.SuppressFlow())
            _following = Task.Run(FollowAsync, CancellationToken.None);
        return Task.CompletedTask;
    }

    internal async Task StopAsync(CancellationToken cancellation)
    {
        await _stopping.CancelAsync();
        await _following.WaitAsync(cancellation);
    }

    private static bool Counts(SiloStatus status) =>
        status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;

    private async Task FollowAsync()
    {
        try
        {
            await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(_stopping.Token))
                Apply(snapshot);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogCancelled(logger);
        }
    }

    private void Apply(ClusterMembershipSnapshot snapshot)
    {
        // Itself, when the table has not been read yet.
        var silos = Math.Max(1, snapshot.Members.Values.Count(static member => Counts(member.Status)));
        if (silos == _silos)
            return;
        var share = options.Value.ConnectRate / silos;
        if (_silos == 0 && silos > 1)
            pace.Join(share);
        else
            pace.Set(share);
        _silos = silos;
        LogShare(logger, share, silos);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "This silo begins {Share} connection attempts a second, of {Silos} silos.")]
    private static partial void LogShare(ILogger logger, double share, int silos);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Following the cluster's size ended with the silo.")]
    private static partial void LogCancelled(ILogger logger);
}
