using System.Buffers;
using System.IO.Pipelines;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tails;

namespace FeishuOrleans.Silo.Api.Events;

/// <summary>
/// Writes an account's events to one reader. Nothing is read ahead of what the reader takes, so a slow one costs one page
/// of the journal and what the connection buffers; one that takes nothing for <see cref="WriteLimit"/> is cut, and
/// loses nothing: it comes back with the last id it saw.
/// </summary>
internal sealed class EventStream(EventTail tail, EventFilter filter, Func<Task<string?>> ownOpenIdAsync, PipeWriter output, TimeProvider time)
{
    /// <summary>Pause after which a comment shows that the stream lives.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How long a reader may take nothing.</summary>
    public static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(10);

    private const int FlushBytes = 32 * 1024;

    private string? _ownOpenId;
    private long _written;
    private int _unflushed;

    /// <summary>Writes events after a sequence until the reader leaves, is cut, or the history is another one.</summary>
    public async Task RunAsync(long after, CancellationToken cancellation)
    {
        // At once, so that the reader knows that it is connected; and how soon it may come back.
        await SendAsync("retry: 1000\n\n"u8.ToArray(), cancellation);
        while (await tail.ReadAsync(after, Heartbeat - time.GetElapsedTime(_written), cancellation) is { } events)
        {
            if (events.Count > 0)
                after = await WriteAsync(events, cancellation);
            if (time.GetElapsedTime(_written) >= Heartbeat)
                await SendAsync(":\n\n"u8.ToArray(), cancellation);
        }
    }

    private async Task<long> WriteAsync(IReadOnlyList<JournalEvent> events, CancellationToken cancellation)
    {
        _ownOpenId ??= await ownOpenIdAsync();
        foreach (var kept in events)
        {
            if (filter.Passes(kept.Entry))
                Write(EventText.Of(kept, tail.Generation, _ownOpenId));
            if (_unflushed >= FlushBytes)
                await FlushAsync(cancellation);
        }

        if (_unflushed > 0)
            await FlushAsync(cancellation);
        return events[^1].Sequence;
    }

    private Task SendAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        Write(text);
        return FlushAsync(cancellation);
    }

    private void Write(ReadOnlyMemory<byte> text)
    {
        output.Write(text.Span);
        _unflushed += text.Length;
    }

    /// <exception cref="TimeoutException">The reader takes nothing.</exception>
    private async Task FlushAsync(CancellationToken cancellation)
    {
        var flush = output.FlushAsync(cancellation);
        // The common case, a reader that keeps up, costs no timer.
        var result = await (flush.IsCompleted ? flush : new ValueTask<FlushResult>(flush.AsTask().WaitAsync(WriteLimit, time, cancellation)));
        _unflushed = 0;
        if (result.IsCompleted)
            throw new OperationCanceledException("The reader has left.");
        _written = time.GetTimestamp();
    }
}
