using FeishuOrleans.AdminClient.Commands;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Commands;

/// <summary>What is refused before any cluster is contacted: there is none.</summary>
public sealed class UsageTests
{
    private const string App = "cli_0123456789abcdef";

    [Theory]
    [InlineData("", "Required command was not provided")]
    [InlineData("accounts", "Required command was not provided")]
    [InlineData("accounts lst", "'lst'")]
    [InlineData("accounts show", "show")]
    [InlineData("accounts show A1", "'A1' is not an account id")]
    [InlineData("accounts show revision", "reserved")]
    [InlineData("accounts start a/b", "'a/b' is not an account id")]
    [InlineData("accounts watch a1 B2", "'B2' is not an account id")]
    [InlineData("accounts add a1", "--app-id")]
    [InlineData("accounts add a1 --app-id cli_0123", "This is not an app id")]
    [InlineData($"accounts add a1 --app-id {App} --domain ftp://x", "This is not a domain")]
    [InlineData($"accounts add a1 --app-id {App} --domain http://open.example.com", "in clear")]
    [InlineData("accounts list --output xml", "xml")]
    [InlineData("accounts list --gateway 127.0.0.1", "'127.0.0.1' is not a gateway")]
    [InlineData("accounts list --cluster-id=", "--cluster-id")]
    [InlineData("accounts remove a1", "--yes")]
    [InlineData($"accounts add a1 --app-id {App} --webhook-secret-file /f", "give --webhook-url as well")]
    [InlineData("accounts set-webhook a1", "--none")]
    [InlineData("accounts set-webhook a1 --none --webhook-url http://127.0.0.1:1/", "--none")]
    [InlineData("accounts set-webhook a1 --webhook-url ftp://x/", "https://")]
    [InlineData("accounts set-webhook a1 --webhook-url https://user:pw@x/", "no password")]
    [InlineData("accounts set-webhook a1 --webhook-url https://x/ --encrypt-key-file /does/not/exist", "/does/not/exist")]
    [InlineData("events parked", "parked")]
    [InlineData("events parked a1 --redrive none", "'none' is not a sequence")]
    [InlineData("events parked a1 --drop 0", "'0' is not a sequence")]
    [InlineData("events parked a1 --redrive all --drop 1", "--drop")]
    [InlineData("events parked a1 --drop 1", "--yes")]
    [InlineData("accounts list --client-key-file /does/not/exist", "/does/not/exist")]
    public async Task RunAsync_WrongUsage_ExitsTwoAndSaysWhy(string commandLine, string reason)
    {
        var terminal = new FakeTerminal();

        var exitCode = await RunAsync(terminal, commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, exitCode);
        Assert.Contains(reason, terminal.Error.Text, StringComparison.Ordinal);
        Assert.Empty(terminal.Output.Text);
    }

    [Theory]
    [InlineData("--app-secret", "hunter2")]
    [InlineData("--app-secret=hunter2")]
    [InlineData("--app-secret")]
    public async Task Add_SecretAsArgument_IsRefusedWithTheReasonAndNotRepeated(params string[] secret)
    {
        var terminal = new FakeTerminal();

        var exitCode = await RunAsync(terminal, ["accounts", "add", "a1", "--app-id", App, .. secret]);

        Assert.Equal(2, exitCode);
        Assert.Contains("list of processes", terminal.Error.Text, StringComparison.Ordinal);
        Assert.Contains("--app-secret-file", terminal.Error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", terminal.Error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("   ")]
    public async Task Add_EmptySecretOnStandardInput_IsWrongUsage(string input)
    {
        var terminal = new FakeTerminal { Input = new StringReader(input) };

        var exitCode = await RunAsync(terminal, "accounts", "add", "a1", "--app-id", App);

        Assert.Equal(2, exitCode);
        Assert.Contains("The app secret from standard input is empty.", terminal.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Add_ResponseFileAsSecretFile_IsTakenAsAName()
    {
        var terminal = new FakeTerminal();

        var exitCode = await RunAsync(terminal, "accounts", "add", "a1", "--app-id", App, "--app-secret-file", "@none");

        Assert.Equal(2, exitCode);
        Assert.Contains("file @none", terminal.Error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "feishuctl accounts watch")]
    [InlineData("accounts add --help", "feishuctl accounts add sales-bot --app-id cli_0123456789abcdef --domain lark < secret.txt")]
    [InlineData("accounts set-webhook --help", "feishuctl accounts set-webhook sales-bot --none")]
    [InlineData("events parked --help", "feishuctl events parked sales-bot --redrive all")]
    [InlineData("events tail --help", "feishuctl events tail sales-bot")]
    [InlineData("events replay --help", "feishuctl events replay sales-bot --from 4711 --to 4712 --to-webhook")]
    [InlineData("cluster show --help", "feishuctl cluster show --output json")]
    public async Task Help_AnyCommand_ShowsExamplesAndExitsZero(string commandLine, string example)
    {
        var terminal = new FakeTerminal();

        var exitCode = await RunAsync(terminal, commandLine.Split(' '));

        Assert.Equal(0, exitCode);
        Assert.Contains(example, terminal.Output.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("--app-secret ", terminal.Output.Text, StringComparison.Ordinal);
    }

    private static Task<int> RunAsync(FakeTerminal terminal, params string[] args) =>
        new FeishuctlApp(terminal, TimeProvider.System).RunAsync(args).Within(what: $"feishuctl {string.Join(' ', args)}");
}
