using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>One silo's access to the shared rows: serialised like the real storage does it, with eTags.</summary>
internal sealed class SharedStorage(SharedRows rows, Serializer serializer) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = rows.Rows.GetValueOrDefault((stateName, grainId));
        grainState.RecordExists = row is not null;
        grainState.ETag = row?.ETag!;
        if (row is not null)
            grainState.State = serializer.Deserialize<T>(row.Bytes);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var present = rows.Rows.GetValueOrDefault(key);
        var next = new StoredRow(serializer.SerializeToArray(grainState.State), Next(present?.ETag));
        var isWritten = present?.ETag == grainState.ETag
            && (present is null ? rows.Rows.TryAdd(key, next) : rows.Rows.TryUpdate(key, next, present));
        if (!isWritten)
            throw new InconsistentStateException($"{grainId} was written by somebody else.", present?.ETag!, grainState.ETag);
        grainState.ETag = next.ETag;
        grainState.RecordExists = true;
        rows.Writes.Add(new StoredWrite(stateName, grainId, grainState.State!));
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new NotSupportedException("Nothing here clears state.");

    private static string Next(string? eTag) =>
        (int.Parse(eTag ?? "0", CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
}
