using System.Collections.Concurrent;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Timelines;

/// <summary>The latest changes of phase of each account that is or was on this silo, in memory. Thread-safe.</summary>
internal sealed class SiloTimelines(ILocalSiloDetails silo)
{
    /// <summary>Changes kept of an account, the newest.</summary>
    public const int Length = 50;

    /// <summary>Accounts that are remembered. Far more than a silo carries; a bound for those that came and went.</summary>
    private const int MaxAccounts = 50_000;

    private readonly ConcurrentDictionary<string, Queue<PhaseChange>> _accounts = new(StringComparer.Ordinal);

    /// <summary>Notes a step of a connection. Steps within a phase are none of a timeline.</summary>
    public void Note(string accountId, long epoch, Transition transition)
    {
        var phase = PhaseOf(transition.To);
        if (phase == PhaseOf(transition.From))
            return;
        if (!_accounts.ContainsKey(accountId) && _accounts.Count >= MaxAccounts)
            _accounts.Clear();
        var (reason, message) = Explain(transition.To);
        var changes = _accounts.GetOrAdd(accountId, static _ => new Queue<PhaseChange>());
        lock (changes)
        {
            if (changes.Count == Length)
                changes.Dequeue();
            changes.Enqueue(new PhaseChange(transition.At, phase, reason, message, silo.Name, epoch));
        }
    }

    /// <summary>What is remembered of an account, oldest first.</summary>
    public PhaseChange[] Read(string accountId)
    {
        if (!_accounts.TryGetValue(accountId, out var changes))
            return [];
        lock (changes)
            return [.. changes];
    }

    private static ConnectionPhase PhaseOf(ConnectionState state) => state switch
    {
        Stopped => ConnectionPhase.Stopped,
        Connected => ConnectionPhase.Connected,
        Stale => ConnectionPhase.Stale,
        Backoff => ConnectionPhase.Backoff,
        Faulted => ConnectionPhase.Faulted,
        _ => ConnectionPhase.Connecting,
    };

    private static (string? Reason, string? Message) Explain(ConnectionState state) => state switch
    {
        Stopped stopped => (null, $"Closed by: {stopped.By}"),
        Stale => ("noAnswer", "A ping was not answered in time."),
        _ => Faults.Of(state) is { } fault ? (fault.Reason, fault.Message) : (null, null),
    };
}
