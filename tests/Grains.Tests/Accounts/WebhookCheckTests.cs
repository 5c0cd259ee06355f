using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Grains.Tests.Accounts;

/// <summary>The challenge that every webhook gets once it is saved, and its warning.</summary>
public sealed class WebhookCheckTests : IAsyncLifetime
{
    private WebhookConsumer _consumer = null!;
    private AccountCluster _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        _consumer = await WebhookConsumer.StartAsync();
        _cluster = await AccountCluster.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _cluster.DisposeAsync();
        await _consumer.DisposeAsync();
    }

    [Fact]
    public async Task Add_WebhookThatEchoes_IsStoredAndAskedNoMore()
    {
        await AddAsync();

        await _cluster.StoredAsync("a1", static state => state.Delivery?.EchoedAt is not null, "the echo");

        Assert.Empty((await AccountCluster.StatusAsync(_cluster.Account("a1"))).Warnings);
        Assert.Single(_consumer.Challenges.Items);
    }

    [Fact]
    public async Task Add_WebhookThatDoesNotEcho_WarnsUntilItDoes()
    {
        _consumer.EchoesChallenges = false;
        var account = await AddAsync();
        await _consumer.Challenges.CountAsync(1).Within();
        var app = _cluster.App();
        await app.WaitForAckAsync(app.PushText("delivered all the same")).Within();
        await _consumer.ReceivedAsync(1);
        await WarnedAsync(account);

        _consumer.EchoesChallenges = true;
        await _cluster.PassTimeUntilAsync(_cluster.StoredAsync("a1", static state => state.Delivery?.EchoedAt is not null, "the echo"));

        Assert.Empty((await AccountCluster.StatusAsync(account)).Warnings);
    }

    [Fact]
    public async Task SetWebhook_EndpointHangs_AnswersAtOnce()
    {
        var hang = new TaskCompletionSource<WebhookAnswer>();
        _consumer.EncryptKey = "not-the-key-that-is-used";
        _consumer.Answer = async (_, hungUp) => await hang.Task.WaitAsync(hungUp);
        var account = await _cluster.AddConnectedAsync("a1");

        var reply = await account.SetWebhookAsync(new WebhookRegistration(_consumer.Url.ToString(), EncryptKey: "key")).Within(TimeSpan.FromSeconds(3));
        await _consumer.ReceivedAsync(1);
        var stopped = await account.StopAsync().Within(TimeSpan.FromSeconds(3));

        Assert.Equal((null, null), (reply.Refusal, stopped.Refusal));
        hang.SetResult(WebhookAnswer.Ok);
    }

    [Fact]
    public async Task Test_KeyIsAnother_SaysSoAlthoughTheAnswerIs200()
    {
        _consumer.EncryptKey = "the-handlers-key";
        var account = await AddAsync(encryptKey: "another-key");

        var wrong = (await account.TestWebhookAsync().Within()).Result!;
        await account.SetWebhookAsync(new WebhookRegistration(_consumer.Url.ToString(), EncryptKey: "the-handlers-key")).Within();
        var right = (await account.TestWebhookAsync().Within()).Result!;

        Assert.Equal((false, _consumer.Url.GetLeftPart(UriPartial.Authority)), (wrong.IsEchoed, wrong.Endpoint));
        Assert.Contains("another encrypt key", wrong.Problem, StringComparison.Ordinal);
        Assert.NotNull(wrong.Advice);
        Assert.Equal(new WebhookTestResult(true, wrong.Endpoint, null, null), right);
        Assert.Empty((await AccountCluster.StatusAsync(account)).Warnings);
    }

    [Fact]
    public async Task Test_UnknownAccount_IsRefused() =>
        Assert.Equal(RefusalKind.UnknownAccount, (await _cluster.Account("nobody").TestWebhookAsync().Within()).Refusal!.Kind);

    private static async Task WarnedAsync(IAccountGrain account)
    {
        var warned = await account.TestWebhookAsync().Within();
        Assert.False(warned.Result!.IsEchoed);
        var warning = Assert.Single((await AccountCluster.StatusAsync(account)).Warnings);
        Assert.Contains("without the challenge", warning, StringComparison.Ordinal);
        Assert.Contains("drop it", warning, StringComparison.Ordinal);
    }

    private async Task<IAccountGrain> AddAsync(string? encryptKey = null)
    {
        var account = _cluster.Account("a1");
        var webhook = new WebhookRegistration(_consumer.Url.ToString(), EncryptKey: encryptKey);
        Assert.Null((await account.AddAsync(_cluster.Registration() with { Webhook = webhook }).Within()).Refusal);
        await _cluster.ConnectedAsync("a1");
        return account;
    }
}
