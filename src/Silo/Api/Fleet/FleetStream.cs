using FeishuOrleans.Silo.Api.Streams;

namespace FeishuOrleans.Silo.Api.Fleet;

/// <summary>Writes the fleet to one reader: all of it first, then what changes. A slow reader skips readings and misses nothing of the last one.</summary>
/// <param name="watch">Reads the fleet.</param>
/// <param name="output">The reader.</param>
/// <param name="mayStillReadAsync">Whether the key or session that opened the stream still holds.</param>
/// <param name="time">Clock of that question.</param>
internal sealed class FleetStream(FleetWatch watch, StreamOutput output, Func<Task<bool>> mayStillReadAsync, TimeProvider time)
{
    /// <summary>Accounts of one event: a browser parses it without a pause that people feel.</summary>
    private const int ChunkSize = 250;

    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(5);

    /// <summary>Writes until the reader leaves, is cut, or may not read any more.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await output.GreetAsync(cancellation);
        await output.WriteAsync(FleetText.Begin, cancellation);
        FleetReading? shown = null;
        var checkedAt = time.GetTimestamp();
        while (true)
        {
            var reading = await watch.NextAsync(shown ?? FleetReading.Empty).WaitAsync(cancellation);
            await WriteAsync(shown, reading, cancellation);
            shown = reading;
            await output.BeatAsync(cancellation);
            if (time.GetElapsedTime(checkedAt) < CheckInterval)
                continue;
            if (!await mayStillReadAsync())
                return;
            checkedAt = time.GetTimestamp();
        }
    }

    private async Task WriteAsync(FleetReading? shown, FleetReading reading, CancellationToken cancellation)
    {
        var before = shown ?? FleetReading.Empty;
        var isNews = shown is null || shown.Trouble != reading.Trouble;
        foreach (var accounts in reading.ChangedSince(before).Chunk(ChunkSize))
        {
            isNews = true;
            await output.WriteAsync(FleetText.Accounts(accounts), cancellation);
        }

        if (reading.RemovedSince(before).ToArray() is { Length: > 0 } removed)
        {
            isNews = true;
            await output.WriteAsync(FleetText.Removed(removed), cancellation);
        }

        if (isNews)
            await output.WriteAsync(FleetText.Ready(reading), cancellation);
        await output.FlushAsync(cancellation);
    }
}
