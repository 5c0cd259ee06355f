using System.Text;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Sinks.Webhook;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

/// <summary>What arrives at the operator's code.</summary>
public sealed class WebhookRequestTests : IAsyncLifetime
{
    // Bytes that a writer of JSON would change.
    private const string Odd = "{ \"schema\":\"2.0\", \"header\":{\"event_type\":\"im.message.receive_v1\",\"token\":\"\"},\r\n\t\"event\":{\"n\":1.0e2,\"t\":\"\\u4f60你/\\/<+\",\"a\":1,\"a\":2} }\n";

    private readonly SinkRig _rig = new();
    private WebhookConsumer _consumer = null!;

    public async ValueTask InitializeAsync() => _consumer = await WebhookConsumer.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _rig.Dispose();
        await _consumer.DisposeAsync();
    }

    [Fact]
    public async Task Deliver_PlainTarget_BodyIsEveryByteAndHeadersNameTheEvent()
    {
        var request = await DeliverAsync(new WebhookTarget(_consumer.Url, []), SinkRig.Delivery(Odd));

        Assert.Equal(Odd, request.Text);
        Assert.Equal(("sales", 7, 3), (request.Account, request.Sequence, request.Attempt));
        Assert.Equal(("12", WebhookId.Of("sales", "event:e1")), (request.Header("X-FeishuOrleans-Epoch"), request.WebhookId));
        Assert.Equal("application/json; charset=utf-8", request.Header("Content-Type"));
        Assert.StartsWith("FeishuOrleans/", request.Header("User-Agent"), StringComparison.Ordinal);
        Assert.InRange(long.Parse(request.Header("webhook-timestamp")!), DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 60, DateTimeOffset.UtcNow.ToUnixTimeSeconds());
        string?[] absent = ["webhook-signature", "X-Lark-Request-Timestamp", "X-Lark-Request-Nonce", "X-Lark-Signature", "X-FeishuOrleans-Mark"];
        Assert.All(absent, name => Assert.Null(request.Header(name!)));
    }

    [Fact]
    public async Task Deliver_EncryptedTarget_TravelsAsThePlatformWouldSendIt()
    {
        var target = new WebhookTarget(_consumer.Url, [SinkRig.Secret], "key", "token");

        var request = await DeliverAsync(target, SinkRig.Delivery(Odd));

        Assert.Equal(["encrypt"], request.Json.EnumerateObject().Select(static property => property.Name));
        var opened = Encoding.UTF8.GetString(ChallengeReader.Decrypt(request.Json.GetProperty("encrypt").GetString()!, "key"));
        Assert.Equal(Odd.Replace("\"token\":\"\"", "\"token\":\"token\"", StringComparison.Ordinal), opened);
        var (timestamp, nonce) = (request.Header("X-Lark-Request-Timestamp")!, request.Header("X-Lark-Request-Nonce")!);
        Assert.Equal(PlatformSignature.Compute(timestamp, nonce, "key", request.Body), request.Header("X-Lark-Signature"));
        Assert.Equal(target.Signature!.Compute(request.WebhookId!, timestamp, request.Body), request.Header("webhook-signature"));
    }

    [Fact]
    public async Task Deliver_Twice_NonceAndVectorAreNewAndTheIdIsNot()
    {
        var target = new WebhookTarget(_consumer.Url, [], "key");

        var first = await DeliverAsync(target, SinkRig.Delivery());
        _consumer.Requests.Clear();
        var second = await DeliverAsync(target, SinkRig.Delivery());

        Assert.Equal(first.WebhookId, second.WebhookId);
        Assert.NotEqual(first.Header("X-Lark-Request-Nonce"), second.Header("X-Lark-Request-Nonce"));
        Assert.NotEqual(first.Text[..40], second.Text[..40]);
    }

    [Theory]
    [InlineData("ou_bot", "ou_1", "ou_bot", "me", "false")]
    [InlineData("ou_bot", "ou_bot", "ou_2", "none", "true")]
    [InlineData(null, "ou_bot", "ou_bot", "unknown", "unknown")]
    public async Task Deliver_Message_SaysToWhomItSpeaks(string? own, string sender, string mentioned, string mention, string self)
    {
        _rig.OwnOpenId = own;
        var payload = $$$$"""
            {"schema":"2.0","header":{"event_type":"im.message.receive_v1"},"event":{
             "sender":{"sender_id":{"open_id":"{{{{sender}}}}"}},
             "message":{"content":"{}","mentions":[{"key":"@_user_1","id":{"open_id":"{{{{mentioned}}}}"}}]}}}
            """;

        var request = await DeliverAsync(new WebhookTarget(_consumer.Url, []), SinkRig.Delivery(payload));

        Assert.Equal((mention, self), (request.Header("X-FeishuOrleans-Mention"), request.Header("X-FeishuOrleans-Self")));
    }

    [Theory]
    [InlineData(nameof(DeliveryMark.Late), "late")]
    [InlineData(nameof(DeliveryMark.Redriven), "redriven")]
    [InlineData(nameof(DeliveryMark.Replayed), "replayed")]
    public async Task Deliver_OutOfOrder_IsMarked(string mark, string header)
    {
        var delivery = SinkRig.Delivery() with { Mark = Enum.Parse<DeliveryMark>(mark) };

        var request = await DeliverAsync(new WebhookTarget(_consumer.Url, []), delivery);

        Assert.Equal(header, request.Header("X-FeishuOrleans-Mark"));
    }

    [Fact]
    public async Task Deliver_WithoutSequence_HasNoSuchHeader()
    {
        var request = await DeliverAsync(new WebhookTarget(_consumer.Url, []), SinkRig.Delivery() with { Event = SinkRig.Event(sequence: 0) });

        Assert.Null(request.Header("X-FeishuOrleans-Sequence"));
    }

    private async Task<FeishuOrleans.Testing.Webhooks.WebhookRequest> DeliverAsync(WebhookTarget target, EventDelivery delivery)
    {
        var outcome = await _rig.Sink(target).DeliverAsync(delivery, TestContext.Current.CancellationToken).Within(what: "the delivery");
        Assert.Equal((DeliveryVerdict.Accepted, "200"), (outcome.Verdict, outcome.Reason));
        return (await _consumer.ReceivedAsync(1))[0];
    }
}
