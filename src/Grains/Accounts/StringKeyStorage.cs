using Orleans.Storage;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// Keeps rows of string-keyed grains apart. Relational providers read a key that looks like a hexadecimal number as
/// that number, so that accounts <c>a1</c> and <c>0a1</c> would share a row; behind a sign no key looks like one.
/// </summary>
internal sealed class StringKeyStorage(IGrainStorage storage) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, RowOf(grainId), grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.WriteStateAsync(stateName, RowOf(grainId), grainState);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, RowOf(grainId), grainState);

    private static GrainId RowOf(GrainId grainId) => GrainId.Create(grainId.Type, $"@{grainId.Key}");
}
