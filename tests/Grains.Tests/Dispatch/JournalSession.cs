using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Kit;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>The journal as one process sees it: it can fail, and when the process is killed nothing comes back.</summary>
internal sealed class JournalSession(MemoryJournal journal, Pulse pulse) : IJournalStore
{
    private readonly TaskCompletionSource _never = new();
    private volatile bool _isDead;
    private volatile bool _isFailing;
    private int _reads, _saves;

    public int Reads => _reads;

    public int SaveCalls => _saves;

    public bool IsFailing
    {
        get => _isFailing;
        set => _isFailing = value;
    }

    public void Kill() => _isDead = true;

    public Task<AppendResult[]> AppendAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation) => throw new NotSupportedException();

    public async Task<IReadOnlyList<JournalEvent>> ReadAsync(string accountId, long after, int limit, int maxBytes, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _reads);
        await PassAsync(cancellation);
        return await journal.ReadAsync(accountId, after, limit, maxBytes, cancellation);
    }

    public async Task<JournalHead> GetHeadAsync(string accountId, CancellationToken cancellation)
    {
        await PassAsync(cancellation);
        return await journal.GetHeadAsync(accountId, cancellation);
    }

    public Task<long> FindAsync(string accountId, DateTimeOffset receivedFrom, CancellationToken cancellation) => throw new NotSupportedException();

    public async Task<SubscriptionState> ReadSubscriptionAsync(string accountId, string subscription, CancellationToken cancellation)
    {
        await PassAsync(cancellation);
        return await journal.ReadSubscriptionAsync(accountId, subscription, cancellation);
    }

    public async Task<bool[]> SaveProgressAsync(IReadOnlyList<ProgressUpdate> updates, CancellationToken cancellation)
    {
        Interlocked.Increment(ref _saves);
        await PassAsync(cancellation);
        var kept = await journal.SaveProgressAsync(updates, cancellation);
        pulse.Beat();
        return kept;
    }

    public Task<bool> PurgeAsync(PurgeRequest request, CancellationToken cancellation) => throw new NotSupportedException();

    private async Task PassAsync(CancellationToken cancellation)
    {
        await Task.Yield();
        pulse.Beat();
        if (_isDead)
            await _never.Task.WaitAsync(cancellation);
        if (_isFailing)
            throw new JournalException("The disk is full.", null);
    }
}
