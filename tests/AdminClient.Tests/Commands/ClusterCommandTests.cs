using System.Text.Json;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;

namespace FeishuOrleans.AdminClient.Tests.Commands;

public sealed class ClusterCommandTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    [Fact]
    public async Task Drain_ASilo_SaysThatItIsBeingEmptied()
    {
        var table = new FakeTerminal();
        var json = new FakeTerminal();

        var exitCode = await silo.RunAsync(table, "cluster", "drain", "silo-1");
        await silo.RunAsync(json, "cluster", "drain", "silo-1", "--output", "json");

        Assert.Equal(0, exitCode);
        Assert.StartsWith("silo-1 is being emptied, 3 accounts left; then it stops.", table.Output.Text, StringComparison.Ordinal);
        Assert.Equal("draining", JsonDocument.Parse(json.Output.Text).RootElement.GetProperty("status").GetString());
    }

    [Fact]
    public async Task Drain_NoSuchSilo_IsNotFoundAndNamesThoseThereAre()
    {
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "cluster", "drain", "silo-9");

        Assert.Equal(4, exitCode);
        Assert.Contains("There are: silo-1, silo-2.", terminal.Error.Text, StringComparison.Ordinal);
    }
}
