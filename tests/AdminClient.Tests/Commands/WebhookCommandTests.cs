using System.Text.Json;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Commands;

/// <summary>Webhooks on the command line, against a real silo with grains that answer from memory.</summary>
public sealed class WebhookCommandTests(SiloFixture silo) : IClassFixture<SiloFixture>, IDisposable
{
    private const string App = "cli_0123456789abcdef", Url = "https://bot.example.org/events?key=in-the-url";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Add_WithWebhook_ReachesTheAccountWithAllOfItAndShowsNone()
    {
        var terminal = new FakeTerminal { Input = new StringReader("s3cret") };

        var exitCode = await silo.RunAsync(terminal, ["accounts", "add", "hook-1", "--app-id", App, .. Options()]);

        Assert.Equal((0, ""), (exitCode, terminal.Error.Text));
        Assert.Equal(new WebhookRegistration(Url, "whsec_c2VjcmV0", "encrypt-me", "verify-me"), silo.Accounts.Registrations["hook-1"].Webhook);
        Assert.DoesNotContain("in-the-url", terminal.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SetWebhook_Url_ReplacesAllOfIt()
    {
        silo.Accounts.Put(Statuses.Connected("hook-2"));
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, ["accounts", "set-webhook", "hook-2", .. Options()]);

        Assert.Equal((0, "hook-2 has its webhook; it is connected now."), (exitCode, terminal.Output.Text.TrimEnd()));
        Assert.Equal(new WebhookRegistration(Url, "whsec_c2VjcmV0", "encrypt-me", "verify-me"), silo.Accounts.Webhooks["hook-2"]);
    }

    [Fact]
    public async Task SetWebhook_None_EndsDelivery()
    {
        silo.Accounts.Put(Statuses.Connected("hook-3"));
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "set-webhook", "hook-3", "--none");

        Assert.Equal((0, "hook-3 has no webhook any more; it is connected now."), (exitCode, terminal.Output.Text.TrimEnd()));
        Assert.Null(silo.Accounts.Webhooks["hook-3"]);
    }

    [Fact]
    public async Task SetWebhook_SecretThatIsNone_IsWrongUsageAndNotRepeated()
    {
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(
            terminal, "accounts", "set-webhook", "hook-4", "--webhook-url", Url, "--webhook-secret-file", FileOf("hunter2"));

        Assert.Equal(2, exitCode);
        Assert.Contains("whsec_", terminal.Error.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", terminal.Error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task TestWebhook_Echoed_ExitsZero()
    {
        silo.Accounts.Tests["hook-5"] = new WebhookTestResult(true, "https://bot.example.org", null, null);
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "test-webhook", "hook-5");

        Assert.Equal((0, "hook-5: the webhook at https://bot.example.org echoed the challenge."), (exitCode, terminal.Output.Text.TrimEnd()));
    }

    [Fact]
    public async Task TestWebhook_NotEchoed_ExitsOneWithProblemAndAdvice()
    {
        silo.Accounts.Tests["hook-6"] = new WebhookTestResult(false, "https://bot.example.org", "It answered 404.", "Look at the path.");
        var terminal = new FakeTerminal();

        var exitCode = await silo.RunAsync(terminal, "accounts", "test-webhook", "hook-6", "--output", "json");

        Assert.Equal(1, exitCode);
        using var json = JsonDocument.Parse(terminal.Output.Text);
        Assert.Equal((false, "It answered 404.", "Look at the path."), (
            json.RootElement.GetProperty("isEchoed").GetBoolean(),
            json.RootElement.GetProperty("problem").GetString(),
            json.RootElement.GetProperty("advice").GetString()));
    }

    private string[] Options() =>
    [
        "--webhook-url", Url,
        "--webhook-secret-file", FileOf("whsec_c2VjcmV0"),
        "--encrypt-key-file", FileOf("encrypt-me"),
        "--verification-token-file", FileOf("verify-me"),
    ];

    private string FileOf(string text)
    {
        var path = _directory.Beside(text);
        File.WriteAllText(path, text + "\n");
        return path;
    }
}
