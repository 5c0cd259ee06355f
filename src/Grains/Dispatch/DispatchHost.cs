using System.Collections.Concurrent;
using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// The dispatchers of this silo, by account. They live here and not in grains, like the connections, so that events never
/// wait for a grain's turn. An older epoch never replaces a newer one. Thread-safe.
/// </summary>
internal sealed class DispatchHost(DispatchServices services) : IAppendedEvents, ICallbackDispatch, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly ConcurrentDictionary<string, AccountDispatcher> _dispatchers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<AccountDispatcher, Task> _ending = new();
    private volatile bool _isStopping, _isFenced;

    /// <summary>A later owner has written: the account and epoch of which delivery ended by itself. Any thread; must not block or throw.</summary>
    public event Action<string, long>? Lost;

    public void Participate(ISiloLifecycle lifecycle) =>
        // After the sockets, which close in the stage above: what they still bring is kept, and delivered while time is left.
        lifecycle.Subscribe<DispatchHost>(ServiceLifecycleStage.Active - 1, _ => Task.CompletedTask, StopAsync);

    /// <summary>Makes sure that the account's events go to this sink. Safe to repeat; another sink takes effect with the next try. Each repetition looks for events that other silos kept.</summary>
    /// <param name="accountId">The account.</param>
    /// <param name="epoch">Epoch of the owner.</param>
    /// <param name="sink">Where its events go. The same object as before when nothing has changed.</param>
    /// <param name="after">The last event that is not to be delivered; set-aside events up to it are given up.</param>
    /// <param name="isPaused">Whether the operator holds delivery.</param>
    /// <returns>False when the silo stops, is fenced, or has a newer epoch: the caller is not the owner.</returns>
    public bool Open(string accountId, long epoch, IEventSink sink, JournalPlace after, bool isPaused)
    {
        while (!_isStopping && !_isFenced)
        {
            var present = _dispatchers.GetValueOrDefault(accountId);
            if (present is not null && present.Epoch > epoch)
                return false;
            if (present is not null && present.Epoch == epoch && !present.HasFailed)
            {
                present.Pause(isPaused);
                present.UseSink(sink);
                present.Look();
                return true;
            }

            if (TryReplace(new AccountDispatcher(accountId, epoch, sink, after, services, OnLost), isPaused, present) && !_isFenced)
                return true;
        }

        if (_isFenced)
            EndAll();
        return false;
    }

    /// <summary>Ends all delivery, and opens none until <see cref="Lift"/>.</summary>
    public void Fence()
    {
        _isFenced = true;
        EndAll();
    }

    /// <summary>Delivery may be opened again.</summary>
    public void Lift() => _isFenced = false;

    /// <summary>Ends delivery of this epoch, if it is here: takes nothing any more, waits for requests under way, 10 s at most, and saves progress.</summary>
    public async Task CloseAsync(string accountId, long epoch)
    {
        if (_dispatchers.TryGetValue(accountId, out var present) && present.Epoch == epoch && _dispatchers.TryRemove(new(accountId, present)))
            await present.CloseAsync();
    }

    /// <summary>The dispatcher of this epoch; null when there is none.</summary>
    public AccountDispatcher? Find(string accountId, long epoch) =>
        _dispatchers.TryGetValue(accountId, out var present) && present.Epoch == epoch ? present : null;

    /// <inheritdoc />
    public void OnAppended(JournalEvent appended) => _dispatchers.GetValueOrDefault(appended.Entry.AccountId)?.OnAppended(appended);

    /// <inheritdoc />
    public CallbackWay? WayOf(string accountId) => _dispatchers.GetValueOrDefault(accountId)?.CallbackWay;

    /// <inheritdoc />
    public void Answered(string accountId, long sequence) => _dispatchers.GetValueOrDefault(accountId)?.Resolve(sequence, isAnswered: true);

    /// <inheritdoc />
    public void Unanswered(string accountId, long sequence) => _dispatchers.GetValueOrDefault(accountId)?.Resolve(sequence, isAnswered: false);

    /// <summary>What the account's endpoint is let have; closed when nothing is delivered here.</summary>
    public BreakerState Breaker(string accountId) => _dispatchers.GetValueOrDefault(accountId)?.Snapshot.Breaker ?? BreakerState.Closed;

    private bool TryReplace(AccountDispatcher opened, bool isPaused, AccountDispatcher? present)
    {
        opened.Pause(isPaused);
        var isPlaced = present is null
            ? _dispatchers.TryAdd(opened.AccountId, opened)
            : _dispatchers.TryUpdate(opened.AccountId, opened, present);
        opened.Start();
        if (present is not null && isPlaced)
            EndInBackground(present);
        if (!isPlaced)
            EndInBackground(opened);
        return isPlaced;
    }

    private void OnLost(AccountDispatcher lost)
    {
        if (_dispatchers.TryRemove(new(lost.AccountId, lost)))
            EndInBackground(lost);
        Lost?.Invoke(lost.AccountId, lost.Epoch);
    }

    private void EndAll()
    {
        foreach (var entry in _dispatchers.ToArray().Where(_dispatchers.TryRemove))
            EndInBackground(entry.Value);
    }

    private void EndInBackground(AccountDispatcher dispatcher)
    {
        var end = _ending.GetOrAdd(dispatcher, static ended => ended.CloseAsync());
        _ = end.ContinueWith((_, ended) => _ending.TryRemove((AccountDispatcher)ended!, out Task? _), dispatcher, TaskScheduler.Default);
    }

    private async Task StopAsync(CancellationToken cancellation)
    {
        _isStopping = true;
        var open = _dispatchers.ToArray();
        _dispatchers.Clear();
        await Task.WhenAll([.. open.Select(entry => entry.Value.CloseAsync()), .. _ending.Values]).WaitAsync(cancellation);
    }
}
