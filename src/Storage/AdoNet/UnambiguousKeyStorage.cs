using Orleans.Storage;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>
/// Gives every grain a row of its own. The AdoNet provider reads a string key that looks like a hexadecimal number as
/// that number and leaves the grain's type out: accounts <c>1</c> and <c>01</c> would share one row, and so would two
/// grain types with the same state name. Therefore the whole grain id goes in as the key: its slash is in no number.
/// </summary>
internal sealed class UnambiguousKeyStorage(IGrainStorage inner) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        inner.ReadStateAsync(stateName, Qualify(grainId), grainState, cancellationToken);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        inner.WriteStateAsync(stateName, Qualify(grainId), grainState, cancellationToken);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken) =>
        inner.ClearStateAsync(stateName, Qualify(grainId), grainState, cancellationToken);

    private static GrainId Qualify(GrainId grainId) => GrainId.Create(grainId.Type, grainId.ToString());
}
