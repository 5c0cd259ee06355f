using System.Collections.Concurrent;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>A reminder table that outlives every silo, and fails when it is told to.</summary>
internal sealed class SharedReminders(StorageFaults faults) : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), ReminderEntry> _rows = new();

    /// <summary>Accounts whose reminder was written, in order.</summary>
    public Signal<string> Written { get; } = new();

    public bool Has(string accountId) => _rows.Keys.Any(key => key.Grain.Key.ToString() == accountId);

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(row => row.GrainId == grainId)));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        Task.FromResult(new ReminderTableData(_rows.Values.Where(row => IsBetween(row.GrainId.GetUniformHashCode(), begin, end))));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        Task.FromResult(_rows.GetValueOrDefault((grainId, reminderName)));

    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        await faults.CheckAsync(new StorageCall(true, "reminder", entry.GrainId.Key.ToString()!));
        entry.ETag = Guid.NewGuid().ToString();
        _rows[(entry.GrainId, entry.ReminderName)] = entry;
        Written.Add(entry.GrainId.Key.ToString()!);
        return entry.ETag;
    }

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        await faults.CheckAsync(new StorageCall(true, "reminder", grainId.Key.ToString()!));
        return _rows.TryRemove((grainId, reminderName), out _);
    }

    public Task TestOnlyClearTable() => throw new NotSupportedException();

    private static bool IsBetween(uint hash, uint begin, uint end) =>
        begin < end ? hash > begin && hash <= end : hash > begin || hash <= end;
}
