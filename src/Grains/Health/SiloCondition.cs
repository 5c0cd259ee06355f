using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Fencing;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Health;

/// <summary>
/// What this silo can do only in part at present, from what its parts know anyway: for the health page, the metric and the status of the
/// silo. Nothing of it is a reason to restart: a restart mends neither storage nor the platform. Thread-safe.
/// </summary>
public sealed class SiloCondition
{
    private readonly JournalHealth _journal;
    private readonly StorageWatch _storage;
    private readonly PlatformWatch _platforms;
    private readonly Fence _fence;
    private readonly TimeProvider _time;

    internal SiloCondition(JournalHealth journal, StorageWatch storage, PlatformWatch platforms, Fence fence, TimeProvider time) =>
        (_journal, _storage, _platforms, _fence, _time) = (journal, storage, platforms, fence, time);

    /// <summary>Whether anything is wrong.</summary>
    public bool IsDegraded => Find().Any();

    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    public IReadOnlyList<SiloDegradation> Degradations => [.. Find()];

    private IEnumerable<SiloDegradation> Find()
    {
        if (_journal.Trouble is { } trouble)
            yield return new SiloDegradation(SiloDegradation.Journal, trouble.Since, $"Events are answered with 500 because they cannot be kept: {trouble.Problem}");
        if (_storage.Trouble is { } unwritten)
            yield return unwritten;
        foreach (var outage in _platforms.TroublesAt(_time.GetUtcNow()))
            yield return new SiloDegradation(SiloDegradation.Platform, outage.Since, $"Discovery on {outage.Platform.Host} works for no account: {outage.Detail.TrimEnd('.')}");
        if (_fence.Raised is { } raised)
            yield return new SiloDegradation(SiloDegradation.Fence, raised.Since, $"Connections and delivery are held back because others may have taken the accounts over: {raised.Reason}");
    }
}
