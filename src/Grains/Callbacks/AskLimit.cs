using System.Collections.Concurrent;
using FeishuOrleans.Grains.Dispatch;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Callbacks;

/// <summary>
/// Questions under way to one endpoint: as many as <c>Dispatch:ConcurrencyPerEndpoint</c>, beside those of dispatch, so
/// that a person who pressed a button never waits behind events. Thread-safe.
/// </summary>
internal sealed class AskLimit(IOptions<DispatchOptions> options)
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _places = new(StringComparer.Ordinal);

    /// <summary>Waits for a place.</summary>
    /// <returns>The place; disposing it gives it back.</returns>
    public async Task<IDisposable> EnterAsync(string endpoint, CancellationToken cancellation)
    {
        var places = _places.GetOrAdd(endpoint, static (_, count) => new SemaphoreSlim(count), options.Value.ConcurrencyPerEndpoint);
        await places.WaitAsync(cancellation);
        return new Place(places);
    }

    private sealed class Place(SemaphoreSlim places) : IDisposable
    {
        public void Dispose() => places.Release();
    }
}
