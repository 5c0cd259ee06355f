using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Watching;

/// <summary>The live table, as a terminal gets it.</summary>
public sealed class LiveWatchTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    private const string HideCursor = "\u001b[?25l";
    private const string ShowCursor = "\u001b[?25h";

    [Fact]
    public async Task Watch_OnATerminal_RedrawsTheTableAndGivesTheCursorBack()
    {
        silo.Accounts.Put(Statuses.Connected("live"));
        var terminal = Terminal("xterm");
        using var ctrlC = new CancellationTokenSource();
        var watching = new FeishuctlApp(terminal, TimeProvider.System)
            .RunAsync(["accounts", "watch", "live", "--gateway", silo.Gateway], ctrlC.Token);

        await LineAsync(terminal, "connected").Within(what: "the table as it is at first");
        silo.Accounts.Put(Statuses.Faulted("live"));
        await LineAsync(terminal, "faulted").Within(what: "the change");
        await ctrlC.CancelAsync();

        Assert.Equal(0, await watching.Within(what: "the watch to end"));
        Assert.StartsWith(HideCursor, terminal.Output.Text, StringComparison.Ordinal);
        Assert.EndsWith(ShowCursor, terminal.Output.Text.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xterm", null, true)]
    [InlineData("xterm", "1", false)]
    [InlineData("dumb", null, false)]
    public async Task Show_OnATerminal_HasColoursUnlessTheyAreUnwanted(string term, string? noColor, bool coloured)
    {
        silo.Accounts.Put(Statuses.Connected("shown"));
        var terminal = Terminal(term);
        if (noColor is not null)
            terminal.Variables["NO_COLOR"] = noColor;

        var exitCode = await silo.RunAsync(terminal, "accounts", "show", "shown");

        Assert.Equal(0, exitCode);
        Assert.Equal(coloured, terminal.Output.Text.Contains("\u001b[3", StringComparison.Ordinal));
    }

    private static FakeTerminal Terminal(string term)
    {
        var terminal = new FakeTerminal { OutputIsTerminal = true };
        terminal.Variables["TERM"] = term;
        return terminal;
    }

    private static Task<string> LineAsync(FakeTerminal terminal, string phase) =>
        terminal.Output.LineAsync(line => line.Contains(phase, StringComparison.Ordinal));
}
