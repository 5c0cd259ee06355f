using FeishuOrleans.AdminClient.Cluster;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Watching;

/// <summary>Reads the accounts once a second until cancelled. A lost cluster is shown and looked for again.</summary>
/// <param name="connect">Opens a connection, or throws <see cref="CommandFailedException"/>.</param>
/// <param name="read">Reads the accounts that are watched.</param>
/// <param name="time">Clock of the pauses.</param>
internal sealed class AccountWatch(
    Func<CancellationToken, Task<ClusterConnection>> connect,
    Func<ClusterConnection, CancellationToken, Task<AccountStatus[]>> read,
    TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private ClusterConnection? _cluster;

    /// <summary>Connects if need be and reads the accounts.</summary>
    /// <exception cref="CommandFailedException">The cluster was not reached or failed.</exception>
    public async Task<AccountStatus[]> ReadAsync(CancellationToken cancellationToken)
    {
        _cluster ??= await connect(cancellationToken);
        return await read(_cluster, cancellationToken);
    }

    /// <summary>Shows the accounts until cancelled.</summary>
    public async Task RunAsync(IWatchView view, CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(Interval, time, cancellationToken);
            try
            {
                view.Show(await ReadAsync(cancellationToken));
            }
            catch (CommandFailedException cause)
            {
                view.ShowLoss(cause);
                // A new connection tries all gateways; the old one would wait for the gateway that was lost.
                await DisposeAsync();
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            _cluster = null;
            await cluster.DisposeAsync();
        }
    }
}
