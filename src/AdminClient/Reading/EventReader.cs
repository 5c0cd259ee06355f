using FeishuOrleans.AdminClient.Cluster;
using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;

namespace FeishuOrleans.AdminClient.Reading;

/// <summary>
/// Reads what an account answers about its events to the end, each answer once: a lost cluster is looked for again, an account that
/// moved is found again, and the reading goes on where it was.
/// </summary>
/// <param name="connect">Opens a connection, or throws <see cref="CommandFailedException"/>.</param>
/// <param name="terminal">The loss of the cluster goes to its errors.</param>
/// <param name="time">Clock of the pauses.</param>
internal sealed class EventReader(Func<CancellationToken, Task<ClusterConnection>> connect, ITerminal terminal, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1), ShortPause = TimeSpan.FromMilliseconds(100);

    private bool _hasBegun, _isLost;

    /// <summary>Reads until there is nothing more.</summary>
    /// <exception cref="CommandFailedException">The account refused, or the cluster was not reached at first.</exception>
    public async Task RunAsync<T>(
        string accountId, EventQuery query, Func<IAccountEvents, EventQuery, IAsyncEnumerable<T>> open, Action<T> show, CancellationToken cancellationToken)
        where T : IEventPlace
    {
        var (place, isRefused) = (query, false);
        while (true)
        {
            try
            {
                await using var cluster = await connect(cancellationToken);
                while (!await cluster.ReadEventsAsync(accountId, account => open(account, place), Take, cancellationToken))
                    await Task.Delay(ShortPause, time, cancellationToken);
                return;
            }
            catch (CommandFailedException loss) when (_hasBegun && !isRefused)
            {
                SayLost(loss);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }

        void Take(T item)
        {
            if (item.Refusal is { } refusal)
            {
                // Storage that is away comes back; whatever else the account says, it will say again.
                isRefused = refusal.Kind != RefusalKind.StorageUnavailable;
                throw new CommandFailedException(AccountReplies.CodeOf(refusal.Kind), refusal.Message);
            }

            SayFound();
            place = place.After(item);
            show(item);
        }
    }

    private void SayLost(CommandFailedException loss)
    {
        if (!_isLost)
            terminal.Error.WriteLine($"error: {loss.Message}\nTrying again until it answers; Ctrl-C ends.");
        _isLost = true;
    }

    private void SayFound()
    {
        if (_isLost)
            terminal.Error.WriteLine("The cluster answers again.");
        (_hasBegun, _isLost) = (true, false);
    }
}
