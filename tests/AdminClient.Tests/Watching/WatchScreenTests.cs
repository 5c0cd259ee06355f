using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.AdminClient.Watching;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Time.Testing;
using Spectre.Console.Rendering;

namespace FeishuOrleans.AdminClient.Tests.Watching;

public sealed class WatchScreenTests
{
    private readonly FakeTimeProvider _time = new(Statuses.Begin);

    [Fact]
    public void Render_MixedAccounts_CountsThemByPhase()
    {
        var lines = Draw(Screen(40).Render(
            [Statuses.Connected("a1"), Statuses.Connected("a2"), Statuses.Faulted("a3")], loss: null));

        Assert.Equal("Cluster c: 3 accounts, 2 connected, 1 faulted", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("a3: The platform refused", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_ClusterLost_KeepsTheLastAnswerAndItsAge()
    {
        var screen = Screen(40);
        AccountStatus[] accounts = [Statuses.Connected("a1")];
        screen.Render(accounts, loss: null);
        _time.Advance(TimeSpan.FromSeconds(7));

        var lines = Draw(screen.Render(accounts, new CommandFailedException(ExitCode.ClusterNotReached, "No way.\nDetails")));

        Assert.Contains("No answer for 7 s, trying again. What follows is the last answer.", lines);
        Assert.Contains("No way.", lines);
        Assert.Contains(lines, line => line.StartsWith("a1", StringComparison.Ordinal));
    }

    [Fact]
    public void Render_MoreAccountsThanLines_ShowsThoseInTroubleFirst()
    {
        AccountStatus[] accounts =
            [.. Enumerable.Range(0, 50).Select(number => Statuses.Connected($"a{number:00}")), Statuses.Faulted("z1")];

        var lines = Draw(Screen(15).Render(accounts, loss: null));

        var rows = lines.SkipWhile(line => !line.StartsWith("ACCOUNT", StringComparison.Ordinal)).Skip(1).Take(3).ToArray();
        Assert.Equal(["z1", "a00", "a01"], rows.Select(row => row.Split(' ')[0]));
        Assert.Contains("... and 48 more that need less attention", lines);
        Assert.InRange(lines.Length, 1, 15);
    }

    private WatchScreen Screen(int height) => new("Cluster c", _time, () => height);

    private static string[] Draw(IRenderable picture)
    {
        var terminal = new FakeTerminal();
        AdminClient.Terminals.Screen.For(terminal).Write(picture);
        return [.. terminal.Output.Lines.Select(line => line.TrimEnd())];
    }
}
