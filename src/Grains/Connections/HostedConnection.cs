using Feishu.Client;
using Feishu.Client.Supervision;

namespace FeishuOrleans.Grains.Connections;

/// <summary>A connection and the epoch it was opened under.</summary>
internal sealed record HostedConnection(FeishuConnection Connection, long Epoch)
{
    /// <summary>Whether it has a socket that may bring events.</summary>
    public bool IsUp => Connection.Snapshot.State is Connected or Stale;

    /// <summary>Closes it for ever. At most 2 s.</summary>
    public async Task EndAsync(string by)
    {
        await Connection.StopAsync(by).ConfigureAwait(false);
        await Connection.DisposeAsync().ConfigureAwait(false);
    }
}
