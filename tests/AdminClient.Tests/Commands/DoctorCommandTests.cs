using System.Text.Json;
using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Diagnosis;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Commands;

public sealed class DoctorCommandTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task Doctor_GoodCluster_EndsWithZeroAndSaysWhatWasSeen()
    {
        silo.Accounts.Checkups = [Checkups.Good("silo-1")];
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "doctor");

        Assert.Equal((0, ""), (exitCode, terminal.Error.Text));
        Assert.Contains("lets this client in", terminal.Output.Text, StringComparison.Ordinal);
        Assert.Contains("A write to the journal took 6 ms.", terminal.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("problem ", terminal.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_Problem_EndsWithOneAndSaysWhatToDo()
    {
        silo.Accounts.Checkups = [Checkups.Good("silo-1").With(static facts => facts with { Storage = [new StorageCheck("journal", TimeSpan.FromSeconds(2), "disk full")] })];
        var (table, json) = (new FakeTerminal(), new FakeTerminal());

        var exitCodes = (await silo.RunAsync(table, "doctor"), await silo.RunAsync(json, "doctor", "--output", "json"));

        Assert.Equal((1, 1), exitCodes);
        Assert.Contains("The journal could not be written: disk full.", table.Output.Text, StringComparison.Ordinal);
        Assert.Contains("-> See that the disk has room", table.Output.Text, StringComparison.Ordinal);
        Assert.Contains("1 problem", table.Output.Text, StringComparison.Ordinal);
        var report = JsonDocument.Parse(json.Output.Text).RootElement;
        Assert.Equal("problem", report.GetProperty("state").GetString());
        var finding = Assert.Single(report.GetProperty("findings").EnumerateArray(), static one => one.GetProperty("state").GetString() == "problem");
        Assert.Equal(("storage", "silo-1"), (finding.GetProperty("check").GetString(), finding.GetProperty("silo").GetString()));
    }

    [Fact]
    public async Task Doctor_OneOfTwoGatewaysGone_WarnsAndGoesOn()
    {
        silo.Accounts.Checkups = [Checkups.Good("silo-1")];
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "doctor", "--gateway", "127.0.0.1:9");

        Assert.Equal(0, exitCode);
        Assert.Contains("127.0.0.1:9 was not reached", terminal.Output.Text, StringComparison.Ordinal);
        Assert.Contains("No problem, ", terminal.Output.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Start a silo there", "--gateway", "127.0.0.1:9")]
    [InlineData("Correct the host in --gateway", "--gateway", "no-such-host.invalid:30000")]
    public async Task Doctor_NoGateway_IsOneFindingWithAdvice(string advice, params string[] options)
    {
        var finding = await OnlyFindingAsync(options);

        Assert.StartsWith(advice, finding.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Doctor_OtherClusterId_SaysWhichWasUsed()
    {
        var finding = await OnlyFindingAsync("--gateway", silo.Gateway, "--cluster-id", "other");

        Assert.Equal("Give with --cluster-id (or FEISHU_CLUSTER_ID) the silos' Cluster:ClusterId; it was 'other' now.", finding.GetProperty("advice").GetString());
    }

    [Fact]
    public async Task Doctor_WithoutTheClientKey_SaysThatThereWasNone()
    {
        await using var locked = await TestSilo.StartAsync(new FakeAccounts(), clientKey: "k3y");

        var finding = await OnlyFindingAsync("--gateway", locked.Gateway);

        Assert.EndsWith("Cluster:ClientKey; there was none now.", finding.GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> OnlyFindingAsync(params string[] options)
    {
        var terminal = new FakeTerminal();
        var exitCode = await new FeishuctlApp(terminal, TimeProvider.System)
            .RunAsync(["doctor", "--output", "json", .. options])
            .Within(what: "the doctor to give up");
        Assert.Equal((3, ""), (exitCode, terminal.Error.Text));
        var finding = Assert.Single(JsonDocument.Parse(terminal.Output.Text).RootElement.GetProperty("findings").EnumerateArray());
        Assert.Equal(("gateway", "problem"), (finding.GetProperty("check").GetString(), finding.GetProperty("state").GetString()));
        return finding;
    }
}
