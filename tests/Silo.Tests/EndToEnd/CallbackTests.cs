using System.Text.Json.Nodes;
using Feishu.Simulator;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>A person presses a button: from the platform through a silo to the operator's code, and its answer all the way back.</summary>
[Collection(ProcessTests.Name)]
public sealed class CallbackTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", Key = "encrypt+key/1";

    private readonly TemporaryDirectory _directory = new();
    private SimulatorHost _simulator = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, "s3cret"));
    }

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Key)]
    public async Task Press_OfficialHandler_ItsToastReachesThePersonAndMessagesItsHandler(string? key)
    {
        await using var node = await NodeConsumer.StartAsync(key);
        await using var silo = await StartAsync(node.Url, key);

        var call = await _app.CallAsync(new CallbackPush { Value = new JsonObject { ["choice"] = "是" } }).Within();
        var eventId = _app.PushText("你好 <&+/");

        Assert.Equal((CallbackCode.Ok, """做得好 {"choice":"是"}"""), (call.Code, call.Answer?.GetProperty("toast").GetProperty("content").GetString()));
        var heard = await node.HearAsync("event");
        Assert.Equal((eventId, "你好 <&+/"), ((string?)heard["eventId"], (string?)heard["text"]));
        Assert.Equal(1, node.CountOf("callback"));
    }

    [Fact]
    public async Task Press_ConsumerIsSilent_IsAcknowledgedInTimeAndTheEventComesLate()
    {
        await using var consumer = await WebhookConsumer.StartAsync();
        var late = new TaskCompletionSource<WebhookRequest>();
        consumer.Answer = async (request, hungUp) =>
        {
            if (request.Header("X-FeishuOrleans-Mark") is "late")
                late.TrySetResult(request);
            else
                await Task.Delay(Timeout.Infinite, hungUp);
            return WebhookAnswer.Ok;
        };
        await using var silo = await StartAsync(consumer.Url, null);

        var call = await _app.CallAsync(new CallbackPush()).Within();
        var delivered = await late.Task.Within(what: "the late delivery");

        Assert.Equal((CallbackCode.Ok, null), (call.Code, call.Answer));
        Assert.InRange(call.Milliseconds, 2_000, 3_000);
        var asked = consumer.Requests.Items[0];
        Assert.Equal((0, 1), (asked.Sequence, delivered.Sequence));
        Assert.Equal(asked.WebhookId, delivered.WebhookId);
    }

    private async Task<SiloProcess> StartAsync(Uri webhook, string? key)
    {
        string[] account =
        [
            $"--Accounts:sales:AppId={AppId}",
            "--Accounts:sales:AppSecret=s3cret",
            $"--Accounts:sales:Webhook:Url={webhook}",
            "--Accounts:sales:Webhook:VerificationToken=token",
            .. key is null ? [] : (string[])[$"--Accounts:sales:Webhook:EncryptKey={key}"],
        ];
        var silo = await SiloProcess.StartAsync(
            _directory.Path, SiloPorts.Free(), [$"--Feishu:BaseAddress={_simulator.Address}", .. account]);
        await _app.WaitForConnectionAsync().Within();
        return silo;
    }
}
