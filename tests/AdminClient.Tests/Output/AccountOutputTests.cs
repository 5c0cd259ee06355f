using FeishuOrleans.AdminClient.Output;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.AdminClient.Tests.Output;

public sealed class AccountOutputTests
{
    private readonly FakeTerminal _terminal = new();
    private readonly FakeTimeProvider _time = new(Statuses.Begin.AddSeconds(42));

    private ResultWriter Results => new(_terminal, _time, json: false);

    [Fact]
    public void Table_ConnectedAccount_HasEveryColumn()
    {
        Results.Write([Statuses.Connected("a1")]);

        Assert.Equal(
            ["a1", "connected", "42 s ago", "-", "silo-1", "报告机器人", "12 s ago", "7", "-"],
            Cells(_terminal.Output.Lines[1]));
    }

    [Fact]
    public void Table_AccountInBackoffWithoutOwner_SaysWhenTheNextAttemptIs()
    {
        Results.Write([Statuses.Faulted("a1") with { Phase = ConnectionPhase.Backoff, NextAttemptAt = _time.GetUtcNow().AddSeconds(6), Silo = null }]);

        Assert.Equal(["a1", "backoff", "42 s ago", "3, next in 6 s", "-", "-", "-", "0", "-"], Cells(_terminal.Output.Lines[1]));
    }

    [Theory]
    [InlineData("closed", 0L, false, "3 waiting")]
    [InlineData("open", 2L, false, "3 waiting, breaker open, 2 parked")]
    [InlineData("closed", 0L, true, "paused, 3 waiting")]
    public void Table_AccountWithWebhook_ShowsDelivery(string breaker, long parked, bool paused, string expected)
    {
        Results.Write([Statuses.Connected("a1") with { Delivery = new AccountDelivery(3, Statuses.Begin, breaker, parked, paused) }]);

        Assert.Equal(expected, Cells(_terminal.Output.Lines[1])[^1]);
    }

    [Fact]
    public void Table_HostileNames_NeitherBreakTheLineNorReachTheTerminal()
    {
        var status = Statuses.Connected("a1") with
        {
            Identity = new AccountIdentity("ou_1", "[red]a\u001b[2Jb\nc[/]", Statuses.Begin),
            Warnings = ["two\r\nlines \u009b31m"],
        };

        Results.Write([status]);

        Assert.Contains("[red]a [2Jb c[/]", _terminal.Output.Lines[1], StringComparison.Ordinal);
        Assert.Contains("a1: warning: two  lines  31m", _terminal.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(_terminal.Output.Text, character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public void Details_FaultedAccount_SaysWhatHappenedAndWhatToDo()
    {
        Results.Write(Statuses.Faulted("a1") with { Warnings = ["Look at this."] });

        Assert.Matches(@"Phase +faulted for 42 s", _terminal.Output.Text);
        Assert.Matches(@"Attempt +3, next in 14 min", _terminal.Output.Text);
        Assert.Matches(@"Fault +The platform refused the app secret \(credentialInvalid, code 1000040345\)\. Add the account", _terminal.Output.Text);
        Assert.Matches(@"Warning +Look at this\.", _terminal.Output.Text);
        Assert.Matches(@"Identity +not known yet", _terminal.Output.Text);
        Assert.Matches(@"Connection +none", _terminal.Output.Text);
    }

    [Fact]
    public void Details_ConnectedAccount_HasConnectionCountersAndDelivery()
    {
        Results.Write(Statuses.Connected("a1") with { Delivery = new AccountDelivery(3, Statuses.Begin, "closed", 1, Paused: true) });

        Assert.Matches(@"Identity +报告机器人 \(ou_0123\), confirmed 42 s ago", _terminal.Output.Text);
        Assert.Matches(@"Connection +opened 42 s ago, last frame 12 s ago, last event 32 s ago, ping 1\.3 ms", _terminal.Output.Text);
        Assert.Matches(@"Counters +1 connects, 7 events, 1 duplicates, 7 acked, 0 refused", _terminal.Output.Text);
        Assert.Matches(@"Delivery +paused, 3 waiting, oldest 42 s ago, breaker closed, 1 parked", _terminal.Output.Text);
    }

    private static string[] Cells(string row) =>
        row.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
