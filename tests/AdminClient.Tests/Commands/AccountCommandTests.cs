using System.Text.Json;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Tests.Commands;

/// <summary>The commands against a real silo with grains that answer from memory.</summary>
public sealed class AccountCommandTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    private const string App = "cli_0123456789abcdef";

    [Fact]
    public async Task Add_GoodRegistration_ReachesTheAccountWithTheSecret()
    {
        var terminal = new FakeTerminal { Input = new StringReader("s3cret\n") };

        var exitCode = await silo.RunAsync(
            terminal, "accounts", "add", "add-1", "--app-id", App, "--domain", "http://127.0.0.1:9");

        Assert.Equal((0, ""), (exitCode, terminal.Error.Text));
        var registration = silo.Accounts.Registrations["add-1"];
        Assert.Equal(new AccountRegistration(App, "s3cret", "http://127.0.0.1:9"), registration);
        Assert.Contains("add-1 added; it is connecting now.", terminal.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", terminal.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_Disabled_IsRegisteredAsStopped()
    {
        var terminal = new FakeTerminal { Input = new StringReader("s3cret") };

        var exitCode = await silo.RunAsync(
            terminal, "accounts", "add", "add-2", "--app-id", App, "--disabled", "--output", "json");

        Assert.Equal(0, exitCode);
        Assert.False(silo.Accounts.Registrations["add-2"].Enabled);
        using var json = JsonDocument.Parse(terminal.Output.Text);
        Assert.Equal("stopped", json.RootElement.GetProperty("phase").GetString());
    }

    [Fact]
    public async Task Add_DuplicateId_ExitsOneWithTheClustersWords()
    {
        silo.Accounts.Put(Statuses.Connected("add-3"));
        var terminal = new FakeTerminal { Input = new StringReader("s3cret") };

        var exitCode = await silo.RunAsync(terminal, "accounts", "add", "add-3", "--app-id", App);

        Assert.Equal((1, "error: Account 'add-3' exists.\n", ""), (exitCode, terminal.Error.Text, terminal.Output.Text));
    }

    [Fact]
    public async Task Show_Json_IsTheStatusDocument()
    {
        silo.Accounts.Put(Statuses.Connected("show-1"));
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "show", "show-1", "--output", "json");

        Assert.Equal(0, exitCode);
        using var json = JsonDocument.Parse(terminal.Output.Text);
        string[] names =
        [
            "accountId", "appId", "domain", "wanted", "origin", "phase", "since", "attempt", "nextAttemptAt", "fault",
            "warnings", "identity", "connection", "counters", "delivery", "silo", "epoch",
        ];
        Assert.Equal(names, json.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal("connected", json.RootElement.GetProperty("phase").GetString());
        Assert.Equal("报告机器人", json.RootElement.GetProperty("identity").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("fault").ValueKind);
        Assert.Equal(Statuses.Begin, json.RootElement.GetProperty("since").GetDateTimeOffset());
        Assert.Contains("报告机器人", terminal.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Show_Table_NamesPhaseAndIdentity()
    {
        silo.Accounts.Put(Statuses.Connected("show-2"));
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "show", "show-2");

        Assert.Equal(0, exitCode);
        Assert.Contains("connected", terminal.Output.Text, StringComparison.Ordinal);
        Assert.Contains("报告机器人 (ou_0123)", terminal.Output.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("show")]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("reconnect")]
    [InlineData("pause")]
    [InlineData("resume")]
    [InlineData("test-webhook")]
    [InlineData("set-webhook", "--none")]
    [InlineData("watch")]
    [InlineData("remove", "--yes")]
    public async Task AnyCommand_UnknownAccount_ExitsFour(string command, params string[] more)
    {
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, ["accounts", command, "nobody", .. more]);

        Assert.Equal((4, "error: There is no account 'nobody'.\n"), (exitCode, terminal.Error.Text));
        Assert.Empty(terminal.Output.Text);
    }

    [Theory]
    [InlineData("start", "connecting", "started")]
    [InlineData("stop", "stopped", "stopped")]
    [InlineData("reconnect", "connecting", "told to reconnect")]
    [InlineData("pause", "connected", "paused")]
    [InlineData("resume", "connected", "resumed")]
    public async Task Steer_KnownAccount_AsksItOnceAndSaysHowItIs(string command, string phase, string done)
    {
        var id = $"steer-{command}";
        silo.Accounts.Put(Statuses.Connected(id));
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", command, id);

        Assert.Equal((0, ""), (exitCode, terminal.Error.Text));
        Assert.Equal($"{id} {done}; it is {phase} now.", terminal.Output.Text.TrimEnd());
        Assert.Single(silo.Accounts.Requests, request => request == $"{command} {id}");
    }

    [Fact]
    public async Task RotateSecret_FromTheEnvironment_SendsItAndPrintsNothingOfIt()
    {
        silo.Accounts.Put(Statuses.Connected("rotate-1"));
        var terminal = new FakeTerminal { Variables = { ["FEISHU_APP_SECRET"] = "another-secret" } };

        var exitCode = await silo.RunAsync(terminal, "accounts", "rotate-secret", "rotate-1");

        Assert.Equal((0, ""), (exitCode, terminal.Error.Text));
        Assert.Equal("rotate-1 has another secret; it is connected now.", terminal.Output.Text.TrimEnd());
        Assert.Equal("another-secret", silo.Accounts.Secrets["rotate-1"]);
    }

    [Fact]
    public async Task RotateSecret_AsAnArgument_IsRefusedWithTheReason()
    {
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "rotate-secret", "rotate-2", "--app-secret", "typed-on-the-line");

        Assert.Equal(2, exitCode);
        Assert.Contains("not taken as an argument", terminal.Error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("typed-on-the-line", terminal.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_WithYes_RemovesAndSaysSo()
    {
        silo.Accounts.Put(Statuses.Connected("remove-1"));
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "remove", "remove-1", "--yes", "--output", "json");

        Assert.Equal(0, exitCode);
        Assert.Null(silo.Accounts.Find("remove-1"));
        using var json = JsonDocument.Parse(terminal.Output.Text);
        Assert.True(json.RootElement.GetProperty("removed").GetBoolean());
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 1)]
    public async Task Remove_OnATerminal_Asks(bool confirms, int expected)
    {
        var id = $"remove-{expected}-asked";
        silo.Accounts.Put(Statuses.Connected(id));
        var terminal = new FakeTerminal { InputIsTerminal = true, Confirms = confirms };

        var exitCode = await silo.RunAsync(terminal, "accounts", "remove", id);

        Assert.Equal(expected, exitCode);
        Assert.Contains(id, Assert.Single(terminal.Questions), StringComparison.Ordinal);
        Assert.Equal(confirms, silo.Accounts.Find(id) is null);
    }

    [Fact]
    public async Task AnyCommand_GrainFails_ExitsOneWithoutAStackTrace()
    {
        silo.Accounts.Failures["broken"] = "the disk is gone";
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "show", "broken");

        Assert.Equal(1, exitCode);
        Assert.Contains("the disk is gone", Assert.Single(terminal.Error.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(RefusalKind.StorageUnavailable)]
    [InlineData(RefusalKind.WrongState)]
    [InlineData(RefusalKind.InvalidInput)]
    public async Task AnyCommand_Refused_ExitsOneWithTheReason(RefusalKind kind)
    {
        var id = $"refused-{(int)kind}";
        silo.Accounts.Refusals[id] = new AccountRefusal(kind, "Not now.");
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "start", id);

        Assert.Equal((1, "error: Not now.\n"), (exitCode, terminal.Error.Text));
    }

    [Fact]
    public async Task ClusterShow_Table_HasARowForEachSilo()
    {
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "cluster", "show");

        Assert.Equal(0, exitCode);
        Assert.Contains(terminal.Output.Lines, line => line.StartsWith("silo-1", StringComparison.Ordinal) && line.Contains("active", StringComparison.Ordinal));
        Assert.Contains(terminal.Output.Lines, line => line.StartsWith("silo-2", StringComparison.Ordinal) && line.Contains("no answer", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ClusterShow_Json_IsTheOverview()
    {
        var terminal = new FakeTerminal();

        await silo.RunAsync(terminal, "cluster", "show", "--output", "json");

        var overview = JsonSerializer.Deserialize<Grains.Interfaces.Cluster.ClusterOverview>(
            terminal.Output.Text, AccountStatusJson.Options)!;
        Assert.Equal(FakeClusterGrain.Overview.Silos, overview.Silos);
    }
}
