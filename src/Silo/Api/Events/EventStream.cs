using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Silo.Api.Streams;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>
/// Writes an account's events to one reader. Nothing is read ahead of what the reader takes, so a slow one costs one page
/// of the journal and what the connection buffers; one that is cut loses nothing: it comes back with the last id it saw.
/// </summary>
internal sealed class EventStream(EventReading reading, Func<Task<string?>> ownOpenIdAsync, StreamOutput output)
{
    private string? _ownOpenId;

    /// <summary>Writes until the reader leaves, is cut, or the history is another one.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await output.GreetAsync(cancellation);
        while (await reading.NextAsync() is { } events)
        {
            if (events.Count > 0)
                await WriteAsync(events, cancellation);
            await output.BeatAsync(cancellation);
        }
    }

    private async Task WriteAsync(IReadOnlyList<JournalEvent> events, CancellationToken cancellation)
    {
        _ownOpenId ??= await ownOpenIdAsync();
        foreach (var kept in events)
            await output.WriteAsync(EventText.Of(kept, reading, _ownOpenId), cancellation);
        await output.FlushAsync(cancellation);
    }
}
