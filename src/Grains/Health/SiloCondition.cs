using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Fencing;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Health;

/// <summary>
/// What this silo can do only in part at present, from what its parts know anyway: for the health page, the metric and the status of the
/// silo. Nothing of it is a reason to restart: a restart mends neither storage nor the platform. Thread-safe.
/// </summary>
internal sealed class SiloCondition(JournalHealth journal, StorageWatch storage, PlatformWatch platforms, Fence fence, TimeProvider time)
{
    /// <summary>Everything that is wrong; empty when nothing is.</summary>
    public IReadOnlyList<SiloDegradation> Degradations => [.. Find()];

    private IEnumerable<SiloDegradation> Find()
    {
        if (journal.Trouble is { } trouble)
            yield return new SiloDegradation(SiloDegradation.Journal, trouble.Since, $"Events are answered with 500 because they cannot be kept: {trouble.Problem}");
        if (storage.Trouble is { } unwritten)
            yield return unwritten;
        foreach (var outage in platforms.TroublesAt(time.GetUtcNow()))
            yield return new SiloDegradation(SiloDegradation.Platform, outage.Since, $"Discovery on {outage.Platform.Host} works for no account: {outage.Detail.TrimEnd('.')}");
        if (fence.Raised is { } raised)
            yield return new SiloDegradation(SiloDegradation.Fence, raised.Since, $"Connections and delivery are held back because others may have taken the accounts over: {raised.Reason}");
    }
}
