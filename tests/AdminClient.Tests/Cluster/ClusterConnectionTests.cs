using FeishuOrleans.AdminClient.Cluster;
using System.Net;
using System.Net.Sockets;
using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

public sealed class ClusterConnectionTests
{

    [Fact]
    public async Task Open_NoSilo_ExitsThreeAtTheLimitNamingGatewayAndCluster()
    {
        var time = new FakeTimeProvider();
        var terminal = new FakeTerminal();
        var running = RunAsync(terminal, time, "--gateway", "127.0.0.1:9", "--cluster-id", "prod");

        Assert.False(running.IsCompleted);
        time.Advance(ClusterConnection.ConnectLimit);

        Assert.Equal(3, await running.Within(what: "the command to give up"));
        Assert.Contains("127.0.0.1:9", terminal.Error.Text, StringComparison.Ordinal);
        Assert.Contains("'prod'", terminal.Error.Text, StringComparison.Ordinal);
        Assert.Contains("Check that a silo runs", terminal.Error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", terminal.Error.Text, StringComparison.Ordinal);
        Assert.Empty(terminal.Output.Text);
    }

    [Fact]
    public async Task Open_NameNobodyHas_ExitsThreeAndSaysSo()
    {
        var terminal = new FakeTerminal();

        var exitCode = await RunAsync(terminal, TimeProvider.System, "--gateway", "no-such-host.invalid:30000")
            .Within(what: "the command to give up");

        Assert.Equal(3, exitCode);
        Assert.Contains("  no-such-host.invalid:30000: ", terminal.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_WrongClusterId_ExitsThreeAndPointsAtTheClusterId()
    {
        await using var silo = await TestSilo.StartAsync(new FakeAccounts());
        var terminal = new FakeTerminal();

        var exitCode = await RunAsync(terminal, TimeProvider.System, "--gateway", silo.Gateway, "--cluster-id", "other")
            .Within(what: "the command to give up");

        Assert.Equal(3, exitCode);
        Assert.Contains("'other'", terminal.Error.Text, StringComparison.Ordinal);
        Assert.Contains("ended the handshake, as it does when the cluster id is another one", terminal.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_OneGatewayHangs_UsesTheOther()
    {
        using var hung = new TcpListener(IPAddress.Loopback, 0);
        hung.Start();
        await using var silo = await TestSilo.StartAsync(new FakeAccounts());
        var terminal = new FakeTerminal();

        var exitCode = await RunAsync(
                terminal, TimeProvider.System, "--gateway", hung.LocalEndpoint.ToString()!, "--gateway", silo.Gateway)
            .Within(what: "the list");

        Assert.Equal((0, ""), (exitCode, terminal.Error.Text));
    }

    [Fact]
    public async Task Open_ClusterIdInTheEnvironment_IsUsed()
    {
        await using var silo = await TestSilo.StartAsync(new FakeAccounts());
        var terminal = new FakeTerminal();
        terminal.Variables["FEISHU_CLUSTER_ID"] = "from-environment";

        var overridden = await RunAsync(
            terminal, TimeProvider.System, "--gateway", silo.Gateway, "--cluster-id", TestSilo.ClusterId).Within(what: "the list");
        var fromEnvironment = await RunAsync(terminal, TimeProvider.System, "--gateway", silo.Gateway)
            .Within(what: "the command to give up");

        Assert.Equal((0, 3), (overridden, fromEnvironment));
        Assert.Contains("'from-environment'", terminal.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ClientKeyDemanded_IsShownFromFileOrEnvironment()
    {
        using var directory = new TemporaryDirectory();
        var file = directory.Beside("key");
        await File.WriteAllTextAsync(file, "k3y\n", TestContext.Current.CancellationToken);
        var accounts = new FakeAccounts();
        accounts.Put(Statuses.Connected("a1"));
        await using var silo = await TestSilo.StartAsync(accounts, clientKey: "k3y");
        var without = new FakeTerminal();
        var environment = new FakeTerminal();
        environment.Variables["FEISHU_CLIENT_KEY"] = "k3y";

        var exitCodes = (
            await ShowAsync(without, silo.Gateway),
            await ShowAsync(environment, silo.Gateway),
            await ShowAsync(new FakeTerminal(), silo.Gateway, "--client-key-file", file));

        Assert.Equal((1, 0, 0), exitCodes);
        Assert.Contains("client key", without.Error.Text, StringComparison.Ordinal);
        Assert.Contains("--client-key-file", without.Error.Text, StringComparison.Ordinal);
    }

    private static Task<int> RunAsync(FakeTerminal terminal, TimeProvider time, params string[] options) =>
        new FeishuctlApp(terminal, time).RunAsync(["accounts", "list", .. options]);

    private static Task<int> ShowAsync(FakeTerminal terminal, string gateway, params string[] options) =>
        new FeishuctlApp(terminal, TimeProvider.System)
            .RunAsync(["accounts", "show", "a1", "--gateway", gateway, .. options])
            .Within(what: "feishuctl accounts show");
}
