using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using FeishuOrleans.Testing.Webhooks;
using Microsoft.AspNetCore.Http;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary>Takes every event and only counts, so that it costs little beside the silo that is measured.</summary>
internal sealed class CountingConsumer
{
    private readonly ConcurrentDictionary<string, AccountTally> _accounts = new(StringComparer.Ordinal);
    private long _markedAt = Stopwatch.GetTimestamp();
    private long _requests, _distinct, _outOfOrder, _firstAt, _lastAt, _distinctAtMark;

    public ConsumerFigures Figures => new(
        Volatile.Read(ref _requests),
        Volatile.Read(ref _distinct),
        Volatile.Read(ref _outOfOrder),
        (_distinct - _distinctAtMark) / Math.Max(0.001, Stopwatch.GetElapsedTime(Volatile.Read(ref _firstAt), Volatile.Read(ref _lastAt)).TotalSeconds),
        Math.Max(0, Stopwatch.GetElapsedTime(Volatile.Read(ref _markedAt), Volatile.Read(ref _firstAt)).TotalSeconds));

    /// <summary>Events from now on count for the rate; the warm-up is over.</summary>
    public void Mark()
    {
        _distinctAtMark = Volatile.Read(ref _distinct);
        Volatile.Write(ref _firstAt, 0);
        Volatile.Write(ref _markedAt, Stopwatch.GetTimestamp());
    }

    public async Task HandleAsync(HttpContext context)
    {
        var body = ArrayPool<byte>.Shared.Rent(64 * 1024);
        var length = 0;
        for (int read; (read = await context.Request.Body.ReadAsync(body.AsMemory(length), context.RequestAborted)) > 0;)
            length += read;
        if (context.Request.Headers.TryGetValue("X-FeishuOrleans-Sequence", out var sequence))
            Count(context.Request.Headers["X-FeishuOrleans-Account"].ToString(), int.Parse(sequence.ToString(), CultureInfo.InvariantCulture), body.AsSpan(0, length));
        else if (ChallengeReader.TryRead(body[..length], null, out var challenge))
            await context.Response.WriteAsJsonAsync(new { challenge });
        ArrayPool<byte>.Shared.Return(body);
    }

    private static string ChatOf(ReadOnlySpan<byte> body)
    {
        var mark = "\"chat_id\":\""u8;
        var rest = body[(body.IndexOf(mark) + mark.Length)..];
        return Encoding.ASCII.GetString(rest[..rest.IndexOf((byte)'"')]);
    }

    private void Count(string account, int sequence, ReadOnlySpan<byte> body)
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.CompareExchange(ref _firstAt, now, 0);
        Volatile.Write(ref _lastAt, now);
        Interlocked.Increment(ref _requests);
        var (isNew, isLate) = _accounts.GetOrAdd(account, static _ => new AccountTally()).Add(sequence, ChatOf(body));
        if (isNew)
            Interlocked.Increment(ref _distinct);
        if (isLate)
            Interlocked.Increment(ref _outOfOrder);
    }
}
