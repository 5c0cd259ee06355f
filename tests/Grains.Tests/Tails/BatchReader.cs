using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Tails;

/// <summary>Reads an account's events as a grain client does.</summary>
internal sealed class BatchReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly IAsyncEnumerator<EventBatch> _batches;

    public BatchReader(IGrainFactory grains, string accountId, EventQuery query) =>
        _batches = grains.GetGrain<IAccountEvents>(accountId).ReadAsync(query, _end.Token).WithBatchSize(1).GetAsyncEnumerator(_end.Token);

    /// <summary>The last batch that came.</summary>
    public EventBatch Last => _batches.Current;

    /// <summary>The next batch, empty or not; null at the end.</summary>
    public async Task<EventBatch?> NextAsync() => await _batches.MoveNextAsync().AsTask().Within(what: "a batch") ? _batches.Current : null;

    /// <summary>Begins; done when the reading has its place.</summary>
    public async Task<BatchReader> BeginAsync()
    {
        Assert.Empty((await NextAsync())!.Events);
        return this;
    }

    /// <summary>Reads until it has so many events; less only at the end.</summary>
    public async Task<IReadOnlyList<long>> SequencesAsync(int count)
    {
        var sequences = new List<long>();
        while (sequences.Count < count && await NextAsync() is { } batch)
        {
            Assert.Null(batch.Refusal);
            sequences.AddRange(batch.Events.Select(static one => one.Sequence));
        }

        return sequences;
    }

    public async ValueTask DisposeAsync()
    {
        await _batches.DisposeAsync().AsTask().Within(what: "the end of the reading");
        _end.Dispose();
    }
}
