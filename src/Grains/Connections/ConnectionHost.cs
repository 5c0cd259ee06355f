using System.Collections.Concurrent;
using Feishu.Client;
using Feishu.Client.Events;

namespace FeishuOrleans.Grains.Connections;

/// <summary>
/// The connections of this silo. They live here and not in grains, so that a stopping silo can close all of them at
/// once, and so that one look at the silo shows them. An older epoch never replaces a newer one. Thread-safe.
/// </summary>
internal sealed class ConnectionHost(IFeishuConnectionFactory factory, IEventHandler handler, TransitionNotices notices, LeavingConnections leaving)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<string, HostedConnection> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<HostedConnection, Task> _ending = new();
    private readonly ConcurrentDictionary<string, long> _fencedOff = new(StringComparer.Ordinal);
    private volatile bool _isStopping, _isFenced;

    public void Participate(ISiloLifecycle lifecycle) =>
        // The first stage to stop: peers get their close frames while everything else still works.
        lifecycle.Subscribe<ConnectionHost>(ServiceLifecycleStage.Active, _ => Task.CompletedTask, StopAsync);

    /// <summary>The connection of this epoch; null when there is none.</summary>
    public FeishuConnection? Find(string accountId, long epoch) =>
        _connections.TryGetValue(accountId, out var hosted) && hosted.Epoch == epoch ? hosted.Connection : null;

    /// <summary>The connection of this epoch, made when there is none and in place of an older or a stuck one.
    /// Null when the silo stops, is fenced, or has a newer epoch: the caller is not the owner.</summary>
    public FeishuConnection? Open(FeishuAccount account, long epoch)
    {
        while (!_isStopping && !_isFenced)
        {
            var present = _connections.GetValueOrDefault(account.Id);
            if (present is not null && present.Epoch > epoch)
                return null;
            if (present is not null && present.Epoch == epoch && !present.Connection.Snapshot.IsStuck)
                return present.Connection;
            if (TryReplace(account, epoch, present) is { } opened && !_isFenced)
                return opened;
        }

        if (_isFenced)
            EndAll();
        return null;
    }

    /// <summary>Closes all connections, and opens none until <see cref="Lift"/>.</summary>
    public void Fence()
    {
        _isFenced = true;
        _ = leaving.CloseAsync("fence");
        EndAll();
    }

    /// <summary>Connections may be opened again.</summary>
    /// <returns>The accounts whose connections were closed, with their epochs.</returns>
    public IReadOnlyCollection<KeyValuePair<string, long>> Lift()
    {
        _isFenced = false;
        return [.. _fencedOff.ToArray().Where(_fencedOff.TryRemove)];
    }

    /// <summary>Closes and forgets the connection of this epoch, if it is here. At most 2 s.</summary>
    public async Task CloseAsync(string accountId, long epoch, string by)
    {
        if (_connections.TryGetValue(accountId, out var hosted) && hosted.Epoch == epoch && _connections.TryRemove(new(accountId, hosted)))
            await hosted.EndAsync(by);
    }

    /// <summary>The connection's owner leaves this silo: a socket that is up stays until the later owner has one (<see cref="LeavingConnections"/>).</summary>
    public async Task LeaveAsync(string accountId, long epoch)
    {
        if (!_connections.TryGetValue(accountId, out var hosted) || hosted.Epoch != epoch || !_connections.TryRemove(new(accountId, hosted)))
            return;
        if (hosted.IsUp && !_isStopping)
            leaving.Add(accountId, hosted);
        else
            await hosted.EndAsync("hand-over");
    }

    private FeishuConnection? TryReplace(FeishuAccount account, long epoch, HostedConnection? present)
    {
        var opened = new HostedConnection(Create(account, epoch), epoch);
        var isPlaced = present is null
            ? _connections.TryAdd(account.Id, opened)
            : _connections.TryUpdate(account.Id, opened, present);
        if (present is not null && isPlaced)
            EndInBackground(present, "replaced");
        if (!isPlaced)
            EndInBackground(opened, "not needed");
        return isPlaced ? opened.Connection : null;
    }

    private FeishuConnection Create(FeishuAccount account, long epoch)
    {
        // What a connection starts must not carry the request of the grain that happened to open it.
        using (ExecutionContext.SuppressFlow())
            return factory.Create(account, handler, notices.For(account.Id, epoch));
    }

    private void EndAll()
    {
        foreach (var (accountId, connection) in _connections.ToArray().Where(_connections.TryRemove))
        {
            _fencedOff[accountId] = connection.Epoch;
            EndInBackground(connection, "fence");
        }
    }

    private void EndInBackground(HostedConnection connection, string by)
    {
        var end = _ending.GetOrAdd(connection, ended => ended.EndAsync(by));
        _ = end.ContinueWith((_, ended) => _ending.TryRemove((HostedConnection)ended!, out Task? _), connection, TaskScheduler.Default);
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        _isStopping = true;
        var open = _connections.ToArray();
        _connections.Clear();
        await Task.WhenAll([.. open.Select(static entry => entry.Value.EndAsync("silo")), leaving.CloseAsync("silo"), .. _ending.Values]).WaitAsync(cancellation);
    }
}
