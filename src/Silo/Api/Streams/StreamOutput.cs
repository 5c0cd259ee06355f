using System.Buffers;
using System.IO.Pipelines;

namespace FeishuOrleans.Silo.Api.Streams;

/// <summary>Server-Sent Events to one reader. Whoever takes nothing for <see cref="WriteLimit"/> is cut.</summary>
internal sealed class StreamOutput(PipeWriter output, TimeProvider time)
{
    /// <summary>Media type of the answer.</summary>
    public const string ContentType = "text/event-stream";

    /// <summary>Pause after which a comment shows that the stream lives.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>How long a reader may take nothing.</summary>
    public static readonly TimeSpan WriteLimit = TimeSpan.FromSeconds(10);

    private const int FlushBytes = 32 * 1024;

    private long _written;
    private int _unflushed;

    /// <summary>Time until the next sign of life is due.</summary>
    public TimeSpan UntilHeartbeat => Heartbeat - time.GetElapsedTime(_written);

    /// <summary>Makes an answer a stream.</summary>
    public static void Begin(HttpResponse response)
    {
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        // Proxies of the nginx family gather otherwise.
        response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <summary>Says at once that the reader is connected, and how soon it may come back.</summary>
    public Task GreetAsync(CancellationToken cancellation)
    {
        Write("retry: 1000\n\n"u8);
        return FlushAsync(cancellation);
    }

    /// <summary>Writes a comment when nothing was written for a while.</summary>
    public Task BeatAsync(CancellationToken cancellation)
    {
        if (UntilHeartbeat > TimeSpan.Zero)
            return Task.CompletedTask;
        Write(":\n\n"u8);
        return FlushAsync(cancellation);
    }

    /// <summary>Writes text, and flushes when that has become much.</summary>
    public Task WriteAsync(ReadOnlyMemory<byte> text, CancellationToken cancellation)
    {
        Write(text.Span);
        return _unflushed >= FlushBytes ? FlushAsync(cancellation) : Task.CompletedTask;
    }

    /// <summary>Sends what was written.</summary>
    /// <exception cref="TimeoutException">The reader takes nothing.</exception>
    /// <exception cref="OperationCanceledException">The reader has left.</exception>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_unflushed == 0)
            return;
        var flush = output.FlushAsync(cancellation);
        // The common case, a reader that keeps up, costs no timer.
        var result = await (flush.IsCompleted ? flush : new ValueTask<FlushResult>(flush.AsTask().WaitAsync(WriteLimit, time, cancellation)));
        _unflushed = 0;
        if (result.IsCompleted)
            throw new OperationCanceledException("The reader has left.");
        _written = time.GetTimestamp();
    }

    private void Write(ReadOnlySpan<byte> text)
    {
        output.Write(text);
        _unflushed += text.Length;
    }
}
