using System.Text.Json;
using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Reading;

/// <summary>The whole command on a real silo.</summary>
public sealed class TailCommandTests : IAsyncLifetime
{
    private readonly FakeAccounts _accounts = new();
    private readonly FakeTerminal _terminal = new();
    private readonly CancellationTokenSource _ctrlC = new();
    private TestSilo? _silo;

    public async ValueTask InitializeAsync() => _silo = await TestSilo.StartAsync(_accounts);

    public async ValueTask DisposeAsync()
    {
        await _silo!.DisposeAsync();
        _ctrlC.Dispose();
    }

    [Fact]
    public async Task Tail_EventsCome_PrintsALineForEachAndEndsWithZero()
    {
        _accounts.Receive("a1", 2);
        var tail = Tail("--from", "2");
        await LineAsync(" 2 ", tail);

        _accounts.Receive("a1");
        await LineAsync(" 3 ", tail);
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await tail.Within(what: "the end of the tail"));
        Assert.Equal(["hello 2", "hello 3"], _terminal.Output.Lines.Select(static line => line.Split(": ")[1]));
        Assert.Empty(_terminal.Error.Text);
    }

    [Fact]
    public async Task Tail_Json_PrintsOneObjectALine()
    {
        _accounts.Receive("a1", 2);
        var tail = Tail("--from", "earliest", "--output", "json");

        var line = await LineAsync("\"sequence\":2", tail);
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await tail.Within(what: "the end of the tail"));
        Assert.Equal("2.0", JsonDocument.Parse(line).RootElement.GetProperty("payload").GetProperty("schema").GetString());
        Assert.Equal(2, _terminal.Output.Lines.Length);
    }

    [Fact]
    public async Task Tail_AccountMovesAllTheTime_PrintsEveryEventOnceWithoutAWord()
    {
        _accounts.BreakingOff["a1"] = true;
        _accounts.Receive("a1", 5);
        var tail = Tail("--from", "earliest");

        await LineAsync(" 5 ", tail);
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await tail.Within(what: "the end of the tail"));
        Assert.Equal(["1", "2", "3", "4", "5"], _terminal.Output.Lines.Select(static line => line.Split(' ')[1]));
        Assert.Empty(_terminal.Error.Text);
    }

    [Fact]
    public async Task Tail_ClusterLostAndBack_PrintsEveryEventOnce()
    {
        _accounts.Receive("a1", 2);
        var tail = Tail("--from", "earliest");
        await LineAsync(" 2 ", tail);

        await _silo!.DisposeAsync();
        await _terminal.Error.LineAsync(static line => line.Contains("Trying again", StringComparison.Ordinal)).Within(what: "the loss");
        _accounts.Receive("a1", 2);
        _silo = await _silo.StartAgainAsync();
        await LineAsync(" 4 ", tail);
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await tail.Within(what: "the end of the tail"));
        Assert.Equal(["1", "2", "3", "4"], _terminal.Output.Lines.Select(static line => line.Split(' ')[1]));
        Assert.Contains("The cluster answers again.", _terminal.Error.Lines);
    }

    [Fact]
    public async Task Tail_Filters_AreAskedFor()
    {
        _accounts.Receive("a1");
        var tail = Tail("--from", "1", "--type", "t1,t2", "--type", "t3", "--chat", "oc_1");
        await LineAsync(" 1 ", tail);
        await _ctrlC.CancelAsync();

        Assert.Equal(0, await tail.Within(what: "the end of the tail"));
        Assert.Contains("events a1 1   t1+t2+t3 oc_1", _accounts.Requests);
    }

    [Theory]
    [InlineData(RefusalKind.UnknownAccount, 4)]
    [InlineData(RefusalKind.HistoryGone, 1)]
    [InlineData(RefusalKind.StorageUnavailable, 1)]
    public async Task Tail_Refused_ExitsWithTheReason(RefusalKind kind, int expected)
    {
        _accounts.Refusals["a1"] = new(kind, "That is why.");

        Assert.Equal(expected, await Tail().Within(what: "the refusal"));

        Assert.Equal("error: That is why.\n", _terminal.Error.Text);
    }

    private Task<int> Tail(params string[] more) =>
        new FeishuctlApp(_terminal, TimeProvider.System).RunAsync(["events", "tail", "a1", .. more, "--gateway", _silo!.Gateway], _ctrlC.Token);

    private async Task<string> LineAsync(string part, Task<int> tail)
    {
        var line = _terminal.Output.LineAsync(text => text.Contains(part, StringComparison.Ordinal));
        if (await Task.WhenAny(line, tail).Within(what: $"a line with '{part}'") == tail)
            Assert.Fail($"The tail ended with {await tail}: {_terminal.Error.Text}");
        return await line;
    }
}
