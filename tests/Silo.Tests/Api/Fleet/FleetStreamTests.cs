using System.IO.Pipelines;
using System.Text;
using FeishuOrleans.Silo.Api.Fleet;
using FeishuOrleans.Silo.Api.Streams;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Silo.Tests.Api.Fleet;

/// <summary>The stream over a real directory. The clock of the reader is a fake.</summary>
public sealed class FleetStreamTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private readonly FakeTimeProvider _time = new();
    private readonly Pipe _pipe = new();
    private readonly StringBuilder _text = new();
    private bool _mayRead = true;

    [Fact]
    public async Task Stream_WhileAccountsComeChangeAndGo_TellsOfEachOnce()
    {
        await fixture.Silo.AddAccountAsync("kept");
        using var end = new CancellationTokenSource();
        var running = RunAsync(end.Token);
        Assert.Equal("retry: 1000\n\nevent: begin\ndata: {}\n\n", await ReadAsync("event: begin\n"));
        await ReadAsync("\"accountId\":\"kept\"");

        await fixture.Silo.AddAccountAsync("passing");
        var added = await ReadAsync("\"accountId\":\"passing\"");
        Assert.Contains("event: accounts\ndata: [{\"accountId\":\"passing\",", added, StringComparison.Ordinal);
        Assert.DoesNotContain("\"kept\"", added, StringComparison.Ordinal);

        await fixture.Silo.SendAsync("DELETE", "/api/accounts/passing");
        Assert.Contains("event: removed\ndata: [\"passing\"]\n\n", await ReadAsync("event: removed\n"), StringComparison.Ordinal);

        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running).Within(what: "the end");
    }

    [Fact]
    public async Task Stream_OfACallerWhoMayNoLonger_Ends()
    {
        var running = RunAsync(CancellationToken.None);
        await ReadAsync("event: ready\n");

        _mayRead = false;
        _time.Advance(TimeSpan.FromSeconds(5));

        await running.Within(what: "the end of the stream");
    }

    [Fact]
    public async Task Watch_ForSeveralReaders_ReadsOnce()
    {
        var watch = fixture.Silo.Services.GetRequiredService<FleetWatch>();

        var readings = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => watch.NextAsync(FleetReading.Empty))).Within(what: "the readings");

        Assert.Single(readings.Distinct());
    }

    private Task RunAsync(CancellationToken cancellation) => new FleetStream(
        fixture.Silo.Services.GetRequiredService<FleetWatch>(), new StreamOutput(_pipe.Writer, _time), () => Task.FromResult(_mayRead), _time).RunAsync(cancellation);

    /// <summary>What came since the last call, up to the event that is waited for.</summary>
    private async Task<string> ReadAsync(string last)
    {
        while (true)
        {
            var text = _text.ToString();
            if (text.IndexOf(last, StringComparison.Ordinal) is >= 0 and var at && text.IndexOf("\n\n", at, StringComparison.Ordinal) is > 0 and var done)
            {
                _text.Remove(0, done + 2);
                return text[..(done + 2)];
            }

            var read = await _pipe.Reader.ReadAsync().AsTask().Within(what: $"'{last.Trim()}' after '{text}'");
            foreach (var segment in read.Buffer)
                _text.Append(Encoding.UTF8.GetString(segment.Span));
            _pipe.Reader.AdvanceTo(read.Buffer.End);
        }
    }
}
