using System.Collections.Concurrent;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What this silo's owners say of their accounts, together with connections and deliveries as they are now. Thread-safe.</summary>
internal sealed class LocalAccounts(
    ConnectionHost connections, DispatchHost deliveries, EventCounts counts, JournalHealth journal, StatusMapper mapper, ILocalSiloDetails silo)
{
    private readonly ConcurrentDictionary<string, AccountFacts> _accounts = new(StringComparer.Ordinal);

    /// <summary>The accounts that are here now.</summary>
    public ICollection<string> Ids => _accounts.Keys;

    /// <summary>Whether the account is here now.</summary>
    public bool Carries(string accountId) => _accounts.ContainsKey(accountId);

    /// <summary>Shows new facts in place of the ones the same owner showed before; an owner that was followed by another one shows nothing.</summary>
    public void Replace(AccountFacts? before, AccountFacts after)
    {
        if (before is null)
            _accounts[after.AccountId] = after;
        else
            _accounts.TryUpdate(after.AccountId, after, before);
    }

    /// <summary>Takes an owner's facts away, unless another owner's are there.</summary>
    public void Remove(AccountFacts? facts)
    {
        if (facts is not null && _accounts.TryRemove(new(facts.AccountId, facts)))
            counts.Forget(facts.AccountId);
    }

    /// <summary>The account's status; null when it does not exist, was not read yet, or is not here.</summary>
    public AccountStatus? StatusOf(string accountId) =>
        _accounts.TryGetValue(accountId, out var facts) ? Map(facts) : null;

    /// <summary>Reports on the accounts whose ids lie after <paramref name="after"/> and not after <paramref name="through"/>.</summary>
    public IEnumerable<AccountReport> Report(string? after, string? through) => _accounts.Values
        .Where(static facts => facts.State is null or { Registration: not null })
        .Where(facts => string.CompareOrdinal(facts.AccountId, after) > 0
            && (through is null || string.CompareOrdinal(facts.AccountId, through) <= 0))
        .Select(facts => new AccountReport(facts.AccountId, Map(facts), facts.Obstacle));

    /// <summary>The accounts that are here, as they are now, for what is measured.</summary>
    public IEnumerable<AccountMeasure> Measure() => _accounts.Values
        .Where(static facts => facts.State is null or { Registration: not null })
        .Select(facts => new AccountMeasure(
            facts.AccountId, Map(facts), connections.Find(facts.AccountId, facts.State?.Epoch ?? 0)?.Snapshot.DisconnectedSince));

    private AccountStatus? Map(AccountFacts facts) => mapper.Map(facts, LiveOf(facts.AccountId, facts.State?.Epoch ?? 0), silo.Name);

    private LiveFacts LiveOf(string accountId, long epoch) => new(
        connections.Find(accountId, epoch)?.Snapshot,
        deliveries.Find(accountId, epoch)?.Snapshot,
        counts.DuplicatesOf(accountId),
        journal.Trouble);
}
