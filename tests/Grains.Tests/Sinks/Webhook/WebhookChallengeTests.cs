using FeishuOrleans.Grains.Sinks.Webhook;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

public sealed class WebhookChallengeTests : IAsyncLifetime
{
    private readonly SinkRig _rig = new();
    private WebhookConsumer _consumer = null!;

    public async ValueTask InitializeAsync() => _consumer = await WebhookConsumer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _rig.Dispose();
        await _consumer.DisposeAsync();
    }

    [Fact]
    public async Task Challenge_Plain_IsTheRequestOfThePlatform()
    {
        var result = await SendAsync(null);

        Assert.True(result.IsEchoed, result.Problem);
        var request = _consumer.Challenges.Items.Single();
        Assert.Equal(("url_verification", "token"), (request.Json.GetProperty("type").GetString(), request.Json.GetProperty("token").GetString()));
        Assert.NotEmpty(request.Header("webhook-signature")!);
    }

    [Fact]
    public async Task Challenge_SameKey_ComesBack()
    {
        _consumer.EncryptKey = "key";

        var result = await SendAsync("key");

        Assert.True(result.IsEchoed, result.Problem);
        Assert.NotEmpty(_consumer.Challenges.Items.Single().Header("X-Lark-Signature")!);
    }

    [Fact]
    public async Task Challenge_OtherKey_IsNoticedAlthoughTheAnswerIs200()
    {
        _consumer.EncryptKey = "other";

        var result = await SendAsync("key");

        Assert.Contains("answered 200 without the challenge", result.Problem, StringComparison.Ordinal);
        Assert.Contains("another encrypt key", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Challenge_RefusedOrGone_SaysHow()
    {
        _consumer.EncryptKey = "other";
        _consumer.Answer = static (_, _) => ValueTask.FromResult(new WebhookAnswer(404, """{"challenge":"text of the consumer"}"""));

        var refused = await SendAsync("key");
        await _consumer.DisposeAsync();
        var gone = await SendAsync("key");

        Assert.Equal("The webhook did not answer the challenge: 404.", refused.Problem);
        Assert.Equal("The webhook did not answer the challenge: connection refused.", gone.Problem);
    }

    [Theory]
    [InlineData("")]
    [InlineData("challenge")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"challenge":17}""")]
    [InlineData("""{"challenge":"another"}""")]
    public async Task Challenge_AnotherAnswer_IsNoEcho(string answer)
    {
        _consumer.EncryptKey = "other";
        _consumer.Answer = (_, _) => ValueTask.FromResult(new WebhookAnswer(200, answer));

        var result = await SendAsync("key");

        Assert.False(result.IsEchoed);
    }

    private Task<ChallengeResult> SendAsync(string? encryptKey) => _rig.Challenge
        .SendAsync(new WebhookTarget(_consumer.Url, [SinkRig.Secret], encryptKey, "token"), TestContext.Current.CancellationToken)
        .Within(what: "the challenge");
}
