using System.Text.Json;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Parking;

namespace FeishuOrleans.AdminClient.Tests.Commands;

/// <summary><c>events parked</c> against a real silo with grains that answer from memory, two events a page.</summary>
public sealed class ParkedCommandTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task Parked_SeveralPages_ListsEveryEvent()
    {
        Park("parked-1", 3, 5, 8);
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "events", "parked", "parked-1");

        Assert.Equal((0, ""), (exitCode, terminal.Error.Text));
        Assert.StartsWith("SEQUENCE", terminal.Output.Lines[0], StringComparison.Ordinal);
        Assert.Equal(["3", "5", "8"], terminal.Output.Lines.Skip(1).Select(static line => line.Split(' ')[0]));
        Assert.Contains("answered 422", terminal.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parked_Json_IsAnArray()
    {
        Park("parked-2", 3, 5, 8);
        var terminal = new FakeTerminal();

        await silo.RunAsync(terminal, "events", "parked", "parked-2", "--output", "json");

        using var json = JsonDocument.Parse(terminal.Output.Text);
        Assert.Equal([3, 5, 8], json.RootElement.EnumerateArray().Select(static one => one.GetProperty("sequence").GetInt64()));
        string[] names = ["sequence", "type", "chatId", "receivedAt", "attempts", "reason", "parkedAt"];
        Assert.Equal(names, json.RootElement[0].EnumerateObject().Select(static property => property.Name));
    }

    [Fact]
    public async Task Parked_None_SaysSo()
    {
        Park("parked-3");
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "events", "parked", "parked-3");

        Assert.Equal((0, "No parked events."), (exitCode, terminal.Output.Text.TrimEnd()));
    }

    [Theory]
    [InlineData("all", "", 3)]
    [InlineData("5", "5", 1)]
    public async Task Redrive_Parked_AsksTheAccountAndCounts(string which, string asked, int count)
    {
        var id = $"parked-redrive-{which}";
        Park(id, 3, 5, 8);
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "events", "parked", id, "--redrive", which, "--output", "json");

        Assert.Equal(0, exitCode);
        Assert.Contains($"redrive {id} {asked}", silo.Accounts.Requests);
        using var json = JsonDocument.Parse(terminal.Output.Text);
        Assert.Equal(count, json.RootElement.GetProperty("redriven").GetInt32());
    }

    [Theory]
    [InlineData("--redrive", "4")]
    [InlineData("--drop", "4", "--yes")]
    public async Task Change_EventThatIsNotParked_ExitsFour(params string[] change)
    {
        Park("parked-5", 3);
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, ["events", "parked", "parked-5", .. change]);

        Assert.Equal((4, "error: Event 4 is not parked.\n"), (exitCode, terminal.Error.Text));
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Drop_OnATerminal_Asks(bool confirms, int expected)
    {
        var id = $"parked-drop-{expected}";
        Park(id, 3);
        var terminal = new FakeTerminal { InputIsTerminal = true, Confirms = confirms };

        var exitCode = await silo.RunAsync(terminal, "events", "parked", id, "--drop", "3");

        Assert.Equal(expected, exitCode);
        Assert.Contains(id, Assert.Single(terminal.Questions), StringComparison.Ordinal);
        Assert.Equal(confirms, silo.Accounts.Requests.Contains($"drop {id} 3"));
    }

    [Fact]
    public async Task Parked_UnknownAccount_ExitsFour()
    {
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "events", "parked", "nobody");

        Assert.Equal((4, "error: There is no account 'nobody'.\n"), (exitCode, terminal.Error.Text));
    }

    private void Park(string id, params long[] sequences) => silo.Accounts.Parked[id] = [.. sequences.Select(sequence => new ParkedEvent(
        sequence, "im.message.receive_v1", "oc_1", Statuses.Begin, 1, "answered 422", Statuses.Begin.AddSeconds(1)))];
}
