using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace FeishuOrleans.Grains.Health;

/// <summary>
/// Writes a little to each part of storage: what is full or locked can still be read. Each part has one row for it, the same for all silos,
/// so that nothing grows. Thread-safe.
/// </summary>
internal sealed class StorageProbe(IServiceProvider services, IJournalStore journal, TimeProvider time)
{
    private const string StateName = "probe";

    /// <summary>No account can be called so.</summary>
    private static readonly ProgressUpdate JournalRow = new("$probe", StateName, 0, 0, SequenceSet.Empty, [], [], IsPaused: false);

    private static readonly GrainId StateRow = GrainId.Create("feishu-probe", "0");

    /// <summary>Tries both parts at the same time.</summary>
    public Task<StorageCheck[]> RunAsync(TimeSpan patience) =>
        Task.WhenAll(TryAsync("state", WriteStateAsync, patience), TryAsync(SiloDegradation.Journal, WriteJournalAsync, patience));

    private async Task<StorageCheck> TryAsync(string part, Func<CancellationToken, Task> write, TimeSpan patience)
    {
        var begun = time.GetTimestamp();
        using var limit = new CancellationTokenSource(patience, time);
        try
        {
            // A provider may keep the thread that calls it.
            await Task.Run(() => write(limit.Token), limit.Token).WaitAsync(patience, time);
            return new StorageCheck(part, time.GetElapsedTime(begun), null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever the provider throws: nothing was written.
            var isLate = failure is TimeoutException or OperationCanceledException;
            return new StorageCheck(part, time.GetElapsedTime(begun), isLate ? $"no answer within {patience.TotalSeconds:0} s" : failure.Explain());
        }
    }

    private Task WriteJournalAsync(CancellationToken cancellation) => journal.SaveProgressAsync([JournalRow], cancellation);

    private async Task WriteStateAsync(CancellationToken cancellation)
    {
        var storage = services.GetRequiredService<IGrainStorage>();
        var row = new GrainState<StoredProbe>();
        await storage.ReadStateAsync(StateName, StateRow, row, cancellation);
        row.State = new StoredProbe(time.GetUtcNow());
        try
        {
            await storage.WriteStateAsync(StateName, StateRow, row, cancellation);
        }
        catch (InconsistentStateException)
        {
            // Another silo wrote in between: storage works.
        }
    }
}
