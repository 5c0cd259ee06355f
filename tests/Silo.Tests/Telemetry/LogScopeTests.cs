using Feishu.Simulator;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.Telemetry;

/// <summary>Which account, connection, event and try a line of the log belongs to.</summary>
public sealed class LogScopeTests
{
    private const string AppId = "cli_0123456789abcdef", Secret = "s3cret";

    [Fact]
    public async Task Lines_OfAnEventAndItsDelivery_SayWhoseTheyAre()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        await using var consumer = await WebhookConsumer.StartAsync();
        consumer.Answer = static (_, _) => ValueTask.FromResult(new WebhookAnswer(422));
        var app = simulator.Platform.Register(new AppRegistration(AppId, Secret));
        await using var silo = await ApiSilo.StartAsync($$"""
            { "Feishu": { "BaseAddress": "{{simulator.Address}}" }, "Logging": { "LogLevel": { "FeishuOrleans": "Debug" } } }
            """);
        await silo.SendAsync("PUT", "/api/accounts/a1", body: $$"""
            { "appId": "{{AppId}}", "appSecret": "{{Secret}}", "webhook": { "url": "{{consumer.Url}}" } }
            """);
        await app.WaitForConnectionAsync().Within();

        app.Push(new EventPush { Text = "one", EventId = "e1", MessageId = "om_1" });
        var refused = await silo.Logs.Lines.FirstAsync(static line => line.Event == "LogRefused").Within(what: "the line of the refusal");
        app.Push(new EventPush { Text = new string('x', 600 * 1024), EventId = "e2" });
        var tooLarge = await silo.Logs.Lines.FirstAsync(static line => line.Event == "LogTooLarge").Within(what: "the line of the event that is too large");

        Assert.Equal(("a1", 1L, 1), (refused.Scopes["AccountId"], refused.Scopes["Sequence"], refused.Scopes["Attempt"]));
        Assert.Equal(("a1", 1L, "e2"), (tooLarge.Scopes["AccountId"], tooLarge.Scopes["Attempt"], tooLarge.Scopes["EventId"]));
        Assert.DoesNotContain(silo.Logs.Lines.Items, static line => line.Scopes.Values.Any(static value => value?.ToString()?.Contains(Secret, StringComparison.Ordinal) == true));
    }
}
