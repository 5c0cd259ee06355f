using System.IO.Pipelines;
using System.Text;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Silo.Api.Events;
using FeishuOrleans.Silo.Api.Streams;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Silo.Tests.Api.Events;

/// <summary>What a stream does while its reader, or the account, is quiet. The clock is a fake, the journal real.</summary>
public sealed class SlowReaderTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private readonly FakeTimeProvider _time = new();

    private ApiSilo Silo => fixture.Silo;

    [Fact]
    public async Task Reader_ThatTakesNothing_IsCutAfterTheLimit()
    {
        await Silo.AddAccountAsync("slow");
        await Silo.ReceiveAsync("slow", 20);
        // Takes the greeting, then blocks.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 64, resumeWriterThreshold: 1));
        await using var reading = await BeginAsync("slow", new EventQuery { From = EventQuery.Earliest });
        var running = new EventStream(reading, NobodyAsync, new StreamOutput(pipe.Writer, _time)).RunAsync(CancellationToken.None);
        await ReadAsync(pipe, "retry: 1000\n\n");
        await pipe.Reader.ReadAsync().AsTask().Within(what: "the first events");

        _time.Advance(StreamOutput.WriteLimit - TimeSpan.FromMilliseconds(1));
        Assert.False(running.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        await Assert.ThrowsAsync<TimeoutException>(() => running).Within(what: "the cut");
    }

    [Fact]
    public async Task Stream_WithNothingToSay_ShowsThatItLives()
    {
        await Silo.AddAccountAsync("quiet");
        var pipe = new Pipe();
        using var end = new CancellationTokenSource();
        await using var reading = await BeginAsync("quiet", new EventQuery { Chats = ["oc_other"] }, end.Token);
        var running = new EventStream(reading, NobodyAsync, new StreamOutput(pipe.Writer, _time)).RunAsync(end.Token);
        await ReadAsync(pipe, "retry: 1000\n\n");

        _time.Advance(StreamOutput.Heartbeat);
        // Filtered out: what the reader gets is the comment.
        await Silo.ReceiveAsync("quiet");

        await ReadAsync(pipe, ":\n\n");
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running).Within(what: "the end");
    }

    private static Task<string?> NobodyAsync() => Task.FromResult<string?>(null);

    private static async Task ReadAsync(Pipe pipe, string expected)
    {
        var read = await pipe.Reader.ReadAtLeastAsync(expected.Length).AsTask().Within(what: $"'{expected}'");
        Assert.Equal(expected, Encoding.UTF8.GetString(read.Buffer.FirstSpan[..expected.Length]));
        pipe.Reader.AdvanceTo(read.Buffer.GetPosition(expected.Length));
    }

    private async Task<EventReading> BeginAsync(string id, EventQuery query, CancellationToken end = default)
    {
        var readings = Silo.Services.GetRequiredService<EventReadings>();
        var (start, _) = await readings.FindAsync(id, query, CancellationToken.None).Within(what: "the place");
        return readings.Begin(start!, end);
    }
}
