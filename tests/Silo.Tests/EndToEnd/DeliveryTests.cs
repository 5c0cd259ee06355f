using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>From the platform to the operator's code and the way an operator steers it: silo and feishuctl as programs, the consumer a server of its own.</summary>
[Collection(ProcessTests.Name)]
public sealed class DeliveryTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", Secret = "s3cret";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private SimulatorHost _simulator = null!;
    private WebhookConsumer _consumer = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _consumer = await WebhookConsumer.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, Secret));
    }

    public async ValueTask DisposeAsync()
    {
        await _consumer.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Add_WithEveryOption_PostsWhatTheHandlerCanReadAndVerify()
    {
        var signingKey = RandomNumberGenerator.GetBytes(32);
        _consumer.EncryptKey = "the-encrypt-key";
        await using var silo = await StartAsync();

        await RunAsync(
            $"accounts add a1 --app-id {AppId} --webhook-url {_consumer.Url} --webhook-secret-file {FileOf($"whsec_{Convert.ToBase64String(signingKey)}")} "
            + $"--encrypt-key-file {FileOf(_consumer.EncryptKey)} --verification-token-file {FileOf("the-token")}", Secret);
        await _app.WaitForConnectionAsync().Within();
        await _consumer.Challenges.CountAsync(1).Within();
        _app.PushText("你好");
        var request = Assert.Single(await _consumer.ReceivedAsync(1));

        var clear = Encoding.UTF8.GetString(ChallengeReader.Decrypt(request.Json.GetProperty("encrypt").GetString()!, _consumer.EncryptKey));
        Assert.Contains("你好", clear, StringComparison.Ordinal);
        Assert.Equal("the-token", JsonDocument.Parse(clear).RootElement.GetProperty("header").GetProperty("token").GetString());
        Assert.Equal(StandardSignature(request, signingKey), request.Header("webhook-signature"));
        Assert.Equal(("a1", 1L, 1L), (request.Account, request.Sequence, request.Attempt));
        Assert.Contains("echoed the challenge", await RunAsync("accounts test-webhook a1"), StringComparison.Ordinal);
        Assert.DoesNotContain("the-token", silo.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Consumer_Away_ShowsBacklogAndGetsItAllInOrderWhenItIsBack()
    {
        await using var silo = await StartAsync();
        await AddAsync();
        await _consumer.DisposeAsync();

        for (var i = 0; i < 20; i++)
            await _app.WaitForAckAsync(_app.PushText($"message {i}")).Within();
        var waiting = await ShowAsync(static account => account.GetProperty("delivery").GetProperty("backlog").GetInt64() == 20, "a backlog of 20");
        Assert.Equal(JsonValueKind.String, waiting.GetProperty("delivery").GetProperty("oldestPendingAt").ValueKind);

        _consumer = await WebhookConsumer.StartAsync(_consumer.Port);
        await _consumer.ReceivedAsync(static request => request.Sequence == 20, "the last of the backlog", TimeSpan.FromSeconds(90));

        // One chat: in order, and none before the one before it.
        Assert.Equal(Enumerable.Range(1, 20).Select(static i => (long)i), _consumer.Requests.Items.Select(static request => request.Sequence));
        await ShowAsync(static account => account.GetProperty("delivery").GetProperty("backlog").GetInt64() == 0, "no backlog");
    }

    [Fact]
    public async Task PauseStopResume_HoldWhatIsReceivedAndDeliverItAllTheSame()
    {
        await using var silo = await StartAsync();
        await AddAsync();

        await RunAsync("accounts pause a1");
        await _app.WaitForAckAsync(_app.PushText("one")).Within();
        await RunAsync("accounts stop a1");
        var held = await ShowAsync(static _ => true, "the account");
        Assert.Equal(("stopped", 1), (held.GetProperty("phase").GetString(), held.GetProperty("delivery").GetProperty("backlog").GetInt64()));
        Assert.Empty(_consumer.Requests.Items);

        await RunAsync("accounts resume a1");
        Assert.Equal(1, Assert.Single(await _consumer.ReceivedAsync(1)).Sequence);
    }

    [Fact]
    public async Task Parked_ListedRedrivenDropped_FromTheCommandLine()
    {
        _consumer.Answer = static (_, _) => ValueTask.FromResult(new WebhookAnswer(422));
        await using var silo = await StartAsync();
        await AddAsync();
        _app.PushText("one");
        _app.PushText("two");
        await ShowAsync(static account => account.GetProperty("delivery").GetProperty("parked").GetInt64() == 2, "two parked events");

        Assert.Contains("422", await RunAsync("events parked a1"), StringComparison.Ordinal);
        _consumer.Answer = static (_, _) => ValueTask.FromResult(WebhookAnswer.Ok);
        await RunAsync("events parked a1 --redrive 1");
        await _consumer.Requests.WhenAsync(static all => all.Count(static request => request.Sequence == 1) == 2).Within();
        await RunAsync("events parked a1 --drop 2 --yes");

        Assert.Equal("No parked events.", await RunAsync("events parked a1"));
        var (exitCode, _) = await Feishuctl.RunAsync(_ports.Gateway, "events parked a1 --drop 2 --yes");
        Assert.Equal(4, exitCode);
    }

    [Fact]
    public async Task SetWebhook_LaterThanTheAccount_GetsWhatComesFromThenOnAlsoAfterAKill()
    {
        await using (var silo = await StartAsync())
        {
            await RunAsync($"accounts add a1 --app-id {AppId}", Secret);
            await _app.WaitForConnectionAsync().Within();
            await _app.WaitForAckAsync(_app.PushText("before")).Within();
            await RunAsync($"accounts set-webhook a1 --webhook-url {_consumer.Url}");
            await silo.KillAsync();
        }

        await using (await StartAsync())
        {
            await _app.WaitForConnectsAsync(2).Within();
            _app.PushText("after");
            Assert.Equal(2, Assert.Single(await _consumer.ReceivedAsync(1)).Sequence);
        }
    }

    [Fact]
    public async Task TestWebhook_NoEcho_ExitsOneAndTheAccountWarns()
    {
        _consumer.EchoesChallenges = false;
        await using var silo = await StartAsync();
        await AddAsync();

        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, "accounts test-webhook a1");

        Assert.Equal(1, exitCode);
        Assert.Contains("without the challenge", text, StringComparison.Ordinal);
        await ShowAsync(static account => account.GetProperty("warnings").EnumerateArray().Any(static warning =>
            warning.GetString()!.Contains("without the challenge", StringComparison.Ordinal)), "the warning");
    }

    [Fact]
    public async Task Terminate_RequestUnderWay_IsWaitedForAndNotRepeated()
    {
        var answer = new TaskCompletionSource<WebhookAnswer>();
        _consumer.Answer = (_, _) => new ValueTask<WebhookAnswer>(answer.Task);
        await using (var silo = await StartAsync())
        {
            await AddAsync();
            _app.PushText("one");
            await _consumer.ReceivedAsync(1);
            var ended = silo.TerminateAsync();
            // Sockets close first; only then delivery is waited for.
            await _app.WaitForDisconnectsAsync(1).Within();
            answer.SetResult(WebhookAnswer.Ok);
            Assert.Equal(0, await ended);
        }

        await using (await StartAsync())
        {
            await _app.WaitForConnectsAsync(2).Within();
            _app.PushText("two");
            await _consumer.ReceivedAsync(2);
        }

        Assert.Equal([1, 2], _consumer.Requests.Items.Select(static request => request.Sequence));
    }

    [Fact]
    public async Task Declared_WithWebhook_DeliversAndEndsWithItsDeclaration()
    {
        string[] account = [$"--Accounts:a1:AppId={AppId}", $"--Accounts:a1:AppSecret={Secret}"];
        await using (var silo = await StartAsync([.. account, $"--Accounts:a1:Webhook:Url={_consumer.Url}"]))
        {
            await _app.WaitForConnectionAsync().Within();
            _app.PushText("one");
            await _consumer.ReceivedAsync(1);
            await silo.TerminateAsync();
        }

        await using (await StartAsync([.. account, "--Accounts:Revision=1"]))
            await ShowAsync(static shown => shown.GetProperty("delivery").ValueKind == JsonValueKind.Null, "no delivery");
    }

    private Task<SiloProcess> StartAsync(params string[] settings) =>
        SiloProcess.StartAsync(_directory.Path, _ports, [$"--Feishu:BaseAddress={_simulator.Address}", .. settings]);

    private async Task AddAsync()
    {
        await RunAsync($"accounts add a1 --app-id {AppId} --webhook-url {_consumer.Url}", Secret);
        await _app.WaitForConnectionAsync().Within();
    }

    private async Task<string> RunAsync(string command, string? input = null)
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, command, input);
        Assert.True(exitCode == 0, text);
        return text.TrimEnd();
    }

    /// <summary>Asks until the account is as expected; every question takes a process of its own, so nothing spins.</summary>
    private async Task<JsonElement> ShowAsync(Predicate<JsonElement> isExpected, string what)
    {
        return await AskAsync().Within(TimeSpan.FromSeconds(60), what);

        async Task<JsonElement> AskAsync()
        {
            while (true)
            {
                var account = JsonDocument.Parse(await RunAsync("accounts show a1 --output json")).RootElement.Clone();
                if (isExpected(account))
                    return account;
            }
        }
    }

    private string FileOf(string text)
    {
        var path = _directory.Beside(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8]);
        File.WriteAllText(path, text + "\n");
        return path;
    }

    private static string StandardSignature(WebhookRequest request, byte[] key)
    {
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{request.WebhookId}.{request.Header("webhook-timestamp")}."), .. request.Body];
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}";
    }
}
