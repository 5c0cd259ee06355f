using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>The journal's contract in memory. Share one between silos and it is what a storage is to them.</summary>
internal sealed class MemoryJournal : IJournalStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);

    /// <summary>Every event that was new.</summary>
    public Signal<JournalEvent> Appended { get; } = new();

    /// <summary>Every progress that was saved.</summary>
    public Signal<ProgressUpdate> Saved { get; } = new();

    /// <summary>Runs before an append, a read or a save; throw to let it fail, or wait to hold it up.</summary>
    public Func<string, Task> Before { get; set; } = static _ => Task.CompletedTask;

    /// <summary>What becomes of every entry that is new; change it to refuse them.</summary>
    public AppendOutcome Outcome { get; set; } = AppendOutcome.Appended;

    /// <summary>An event is there, as if it had been appended.</summary>
    public JournalEvent Put(JournalEntry entry)
    {
        lock (_gate)
            return new JournalEvent(Append(entry).Sequence, entry);
    }

    /// <summary>An event is gone, as after a loss.</summary>
    public void Remove(string accountId, long sequence)
    {
        lock (_gate)
            Get(accountId).Events.RemoveAll(one => one.Sequence == sequence);
    }

    /// <summary>What is saved of a subscription.</summary>
    public SubscriptionState Subscription(string accountId, string subscription)
    {
        lock (_gate)
            return Get(accountId).Subscriptions.GetValueOrDefault(subscription, SubscriptionState.None);
    }

    public async Task<AppendResult[]> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        await Before(nameof(AppendAsync));
        lock (_gate)
            return [.. entries.Select(Append)];
    }

    public async Task<IReadOnlyList<JournalEvent>> ReadAsync(string accountId, long after, int limit, int maxBytes, CancellationToken cancellation)
    {
        await Before(nameof(ReadAsync));
        lock (_gate)
        {
            var events = Get(accountId).Events;
            var begin = FirstAfter(events, after);
            var found = events.GetRange(begin, Math.Min(limit, events.Count - begin));
            var size = 0L;
            var count = found.TakeWhile(one => (size += one.Entry.Payload.Length) <= maxBytes).Count();
            return found[..Math.Min(found.Count, Math.Max(count, 1))];
        }
    }

    public async Task<JournalHead> GetHeadAsync(string accountId, CancellationToken cancellation)
    {
        await Before(nameof(GetHeadAsync));
        lock (_gate)
        {
            var account = Get(accountId);
            var first = account.Events.Count > 0 ? account.Events[0].Sequence : account.Last + 1;
            return account.Last == 0
                ? new JournalHead("", 0, 0, 0)
                : new JournalHead("memory", first, account.Last, account.Events.Sum(one => (long)one.Entry.Payload.Length));
        }
    }

    public Task<long> FindAsync(string accountId, DateTimeOffset receivedFrom, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var account = Get(accountId);
            return Task.FromResult(account.Events.Find(one => one.Entry.ReceivedAt >= receivedFrom) is { } first ? first.Sequence - 1 : account.Last);
        }
    }

    public async Task<SubscriptionState> ReadSubscriptionAsync(string accountId, string subscription, CancellationToken cancellation)
    {
        await Before(nameof(ReadSubscriptionAsync));
        lock (_gate)
            return Get(accountId).Subscriptions.GetValueOrDefault(subscription, SubscriptionState.None);
    }

    public async Task<bool[]> SaveProgressAsync(IReadOnlyList<ProgressUpdate> updates, CancellationToken cancellation)
    {
        await Before(nameof(SaveProgressAsync));
        lock (_gate)
            return [.. updates.Select(Save)];
    }

    public Task<bool> PurgeAsync(PurgeRequest request, CancellationToken cancellation)
    {
        lock (_gate)
        {
            var account = Get(request.AccountId);
            var old = account.Events.Where(one => one.Entry.ReceivedAt < request.ReceivedBefore && account.IsFinished(one.Sequence))
                .Take(request.MaxEvents).ToHashSet();
            account.Events.RemoveAll(old.Contains);
            return Task.FromResult(old.Count == request.MaxEvents);
        }
    }

    private static int FirstAfter(List<JournalEvent> events, long sequence)
    {
        var (low, high) = (0, events.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = events[middle].Sequence <= sequence ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private AppendResult Append(JournalEntry entry)
    {
        var account = Get(entry.AccountId);
        if (account.Keys.TryGetValue(entry.Key, out var before))
            return new AppendResult(AppendOutcome.Duplicate, before);
        if (Outcome != AppendOutcome.Appended)
            return new AppendResult(Outcome, 0);
        account.Keys.Add(entry.Key, ++account.Last);
        var appended = new JournalEvent(account.Last, entry);
        account.Events.Add(appended);
        Appended.Add(appended);
        return new AppendResult(AppendOutcome.Appended, account.Last);
    }

    private bool Save(ProgressUpdate update)
    {
        var account = Get(update.AccountId);
        var before = account.Subscriptions.GetValueOrDefault(update.Subscription, SubscriptionState.None);
        if (before.Epoch > update.Epoch)
            return false;
        var changed = update.Set.Select(one => one.Sequence).Concat(update.Cleared).ToHashSet();
        var setAside = before.SetAside.Where(one => !changed.Contains(one.Sequence)).Concat(update.Set).OrderBy(one => one.Sequence);
        account.Subscriptions[update.Subscription] = new SubscriptionState(update.Epoch, update.LowWater, update.Finished, [.. setAside], update.IsPaused);
        Saved.Add(update);
        return true;
    }

    private Account Get(string accountId)
    {
        if (!_accounts.TryGetValue(accountId, out var account))
            _accounts.Add(accountId, account = new Account());
        return account;
    }

    private sealed class Account
    {
        public long Last { get; set; }

        public List<JournalEvent> Events { get; } = [];

        public Dictionary<string, long> Keys { get; } = new(StringComparer.Ordinal);

        public Dictionary<string, SubscriptionState> Subscriptions { get; } = new(StringComparer.Ordinal);

        public bool IsFinished(long sequence) => Subscriptions.Values.All(one =>
            sequence <= one.LowWater && !one.SetAside.Any(aside => aside.Sequence == sequence));
    }
}
