using System.Collections.Concurrent;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>What the grains of the test silo know; it outlives the silo.</summary>
internal sealed class FakeAccounts
{
    private readonly ConcurrentDictionary<string, AccountStatus> _statuses = new(StringComparer.Ordinal);

    /// <summary>Registrations as they arrived.</summary>
    public ConcurrentDictionary<string, AccountRegistration> Registrations { get; } = new(StringComparer.Ordinal);

    /// <summary>Secrets as they were replaced.</summary>
    public ConcurrentDictionary<string, string> Secrets { get; } = new(StringComparer.Ordinal);

    /// <summary>Webhooks as they were set; null where delivery was ended.</summary>
    public ConcurrentDictionary<string, WebhookRegistration?> Webhooks { get; } = new(StringComparer.Ordinal);

    /// <summary>What tests of webhooks come to.</summary>
    public ConcurrentDictionary<string, WebhookTestResult> Tests { get; } = new(StringComparer.Ordinal);

    /// <summary>Parked events by account, in order.</summary>
    public ConcurrentDictionary<string, ParkedEvent[]> Parked { get; } = new(StringComparer.Ordinal);

    /// <summary>Events by account, in order.</summary>
    public ConcurrentDictionary<string, Signal<AccountEvent>> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts whose events end in a failure of the enumeration after each one.</summary>
    public ConcurrentDictionary<string, bool> BreakingOff { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts that refuse everything.</summary>
    public ConcurrentDictionary<string, AccountRefusal> Refusals { get; } = new(StringComparer.Ordinal);

    /// <summary>Accounts whose grain throws.</summary>
    public ConcurrentDictionary<string, string> Failures { get; } = new(StringComparer.Ordinal);

    /// <summary>What the silos find when they look at themselves.</summary>
    public SiloCheckup[] Checkups { get; set; } = [];

    /// <summary>Requests in their order, for example <c>stop a1</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    public IEnumerable<AccountStatus> Ordered => _statuses.Values.OrderBy(status => status.AccountId, StringComparer.Ordinal);

    public void Put(AccountStatus status) => _statuses[status.AccountId] = status;

    public bool Remove(string id) => _statuses.TryRemove(id, out _);

    public AccountStatus? Find(string id) => _statuses.GetValueOrDefault(id);
}
