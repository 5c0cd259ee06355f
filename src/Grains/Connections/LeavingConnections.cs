using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Connections;

/// <summary>
/// Connections of accounts that are on their way to a later owner. They stay up and bring events until that owner is connected and
/// says so, until they end by themselves, or until the limit. Thread-safe.
/// </summary>
internal sealed partial class LeavingConnections(TimeProvider time, ILogger<LeavingConnections> logger)
{
    /// <summary>How long a later owner is waited for: an old connection that nobody ends must not stay for ever.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<(string AccountId, long Epoch), Leaving> _leaving = new();

    /// <summary>Connections that are here now.</summary>
    public int Count => _leaving.Count;

    /// <summary>Keeps a connection that its owner has left.</summary>
    public void Add(string accountId, HostedConnection connection)
    {
        var leaving = new Leaving(connection);
        _leaving[(accountId, connection.Epoch)] = leaving;
        leaving.Limit = time.CreateTimer(_ => OnLimit(accountId, connection.Epoch), null, Limit, Timeout.InfiniteTimeSpan);
        // It may have ended before it was here to be found.
        if (!connection.IsUp)
            End(accountId, connection.Epoch, "ended by itself");
    }

    /// <summary>Closes what is left of the account up to an epoch; returns when the sockets are released and what they brought is kept.</summary>
    public Task ReleaseAsync(string accountId, long throughEpoch, string by)
    {
        foreach (var (key, _) in _leaving.Where(one => one.Key.AccountId == accountId && one.Key.Epoch <= throughEpoch))
            End(key.AccountId, key.Epoch, by, isInHurry: false);
        return GoneAsync(accountId, throughEpoch);
    }

    /// <summary>Returns when nothing is left of the account up to an epoch.</summary>
    public Task GoneAsync(string accountId, long throughEpoch = long.MaxValue) => Task.WhenAll(
        _leaving.Where(one => one.Key.AccountId == accountId && one.Key.Epoch <= throughEpoch).Select(static one => one.Value.Gone.Task));

    /// <summary>Returns when none is left of those that are here now.</summary>
    public Task AllGoneAsync() => Task.WhenAll(_leaving.Values.Select(static one => one.Gone.Task));

    /// <summary>Closes all at once.</summary>
    public Task CloseAsync(string by)
    {
        foreach (var key in _leaving.Keys)
            End(key.AccountId, key.Epoch, by);
        return AllGoneAsync();
    }

    /// <summary>Closes one connection, if it is here.</summary>
    public void End(string accountId, long epoch, string by) => End(accountId, epoch, by, isInHurry: true);

    private void End(string accountId, long epoch, string by, bool isInHurry)
    {
        if (_leaving.TryGetValue((accountId, epoch), out var leaving) && leaving.TryEnd())
            _ = EndAsync(accountId, leaving, by, isInHurry);
    }

    private void OnLimit(string accountId, long epoch)
    {
        LogLimit(logger, accountId, epoch, Limit);
        End(accountId, epoch, "limit of the hand-over");
    }

    private async Task EndAsync(string accountId, Leaving leaving, string by, bool isInHurry)
    {
        try
        {
            // The platform has another connection by now: what this one brought is acknowledged first.
            if (!isInHurry)
                await leaving.Connection.Connection.DrainAsync().ConfigureAwait(false);
            await leaving.Connection.EndAsync(by).ConfigureAwait(false);
        }
        finally
        {
            _leaving.TryRemove(new((accountId, leaving.Connection.Epoch), leaving));
            leaving.Conclude();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: no later owner has said within {Limit} that it is connected; the connection of epoch {Epoch} closes.")]
    private static partial void LogLimit(ILogger logger, string account, long epoch, TimeSpan limit);

    private sealed class Leaving(HostedConnection connection)
    {
        private int _isEnding;

        public HostedConnection Connection { get; } = connection;

        public ITimer? Limit { get; set; }

        public TaskCompletionSource Gone { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public bool TryEnd() => Interlocked.Exchange(ref _isEnding, 1) == 0;

        public void Conclude()
        {
            Limit?.Dispose();
            Gone.TrySetResult();
        }
    }
}
