using System.Text.Json;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.AdminClient.Tests.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Tests.Reading;

/// <summary><c>events replay</c> against a real silo with grains that answer from memory.</summary>
public sealed class ReplayCommandTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    private readonly FakeTerminal _terminal = new();

    [Theory]
    [InlineData("--from earliest", "1 2 3 4 5")]
    [InlineData("--from 4", "4 5")]
    [InlineData("--from 2 --to 3", "2 3")]
    public async Task Replay_Kept_PrintsOneObjectALineAndEnds(string range, string expected)
    {
        silo.Accounts.Receive("replay-1", Math.Max(0, 5 - (silo.Accounts.Events.GetValueOrDefault("replay-1")?.Items.Count ?? 0)));

        var exitCode = await silo.RunAsync(_terminal, ["events", "replay", "replay-1", .. range.Split(' ')]);

        Assert.Equal((0, ""), (exitCode, _terminal.Error.Text));
        Assert.Equal(expected, string.Join(' ', _terminal.Output.Lines.Select(static line => JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt64())));
    }

    [Fact]
    public async Task Replay_AccountMoves_EndsWhereItWouldHave()
    {
        silo.Accounts.BreakingOff["replay-2"] = true;
        silo.Accounts.Receive("replay-2", 3);

        Assert.Equal(0, await silo.RunAsync(_terminal, "events", "replay", "replay-2", "--from", "earliest"));

        Assert.Equal(3, _terminal.Output.Lines.Length);
        Assert.Contains("events replay-2 earliest 3 g:2  ", silo.Accounts.Requests);
    }

    [Theory]
    [InlineData("table", "replay-3: 3 events are delivered again, 1 refused by the webhook.")]
    [InlineData("json", """{"accountId":"replay-3","delivered":3,"refused":1}""")]
    public async Task Replay_ToWebhook_CountsAcrossMoves(string output, string expected)
    {
        silo.Accounts.Events.TryRemove("replay-3", out _);
        silo.Accounts.BreakingOff["replay-3"] = true;
        silo.Accounts.Receive("replay-3", 2);
        silo.Accounts.Receive("replay-3", type: "refused");
        silo.Accounts.Receive("replay-3");

        var exitCode = await silo.RunAsync(_terminal, "events", "replay", "replay-3", "--from", "earliest", "--to-webhook", "--output", output);

        Assert.Equal(0, exitCode);
        var text = output == "json" ? JsonSerializer.Serialize(JsonDocument.Parse(_terminal.Output.Text)) : _terminal.Output.Text.TrimEnd();
        Assert.Equal(expected, text);
    }

    [Fact]
    public async Task Replay_WebhookFails_ExitsWithTheReason()
    {
        silo.Accounts.Refusals["replay-4"] = new(RefusalKind.EndpointUnavailable, "The webhook did not take event 4.");

        var exitCode = await silo.RunAsync(_terminal, "events", "replay", "replay-4", "--from", "4", "--to-webhook");

        Assert.Equal((1, "error: The webhook did not take event 4.\n"), (exitCode, _terminal.Error.Text));
    }

    [Fact]
    public async Task Replay_WithoutAPlace_IsWrongUsage() => Assert.Equal(2, await silo.RunAsync(_terminal, "events", "replay", "replay-5"));
}
