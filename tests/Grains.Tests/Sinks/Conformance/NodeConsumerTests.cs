using System.Text;
using System.Text.Json.Nodes;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Sinks.Webhook;
using FeishuOrleans.Grains.Tests.Sinks.Webhook;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Grains.Tests.Sinks.Conformance;

/// <summary>Code that others wrote takes what the webhook sends: the official node SDK and the Standard Webhooks library.</summary>
public sealed class NodeConsumerTests : IDisposable
{
    private const string Key = "encrypt+key/你";

    private readonly SinkRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData(Key)]
    public async Task Message_OfficialHandler_RunsWithTheEvent(string? key)
    {
        await using var node = await NodeConsumer.StartAsync(key);
        var target = new WebhookTarget(node.Url, [], key, "token");

        var outcome = await DeliverAsync(target, Message("你好 🚀 <&+/\u00fc"));

        Assert.Equal((DeliveryVerdict.Accepted, "200"), (outcome.Verdict, outcome.Reason));
        var heard = await node.HearAsync("event");
        Assert.Equal(("e1", "token", "你好 🚀 <&+/\u00fc"), ((string?)heard["eventId"], (string?)heard["token"], (string?)heard["text"]));
    }

    [Fact]
    public async Task Message_OtherKey_IsAnswered200AndDropped()
    {
        // The reason for the challenge: nothing in the answer shows it.
        await using var node = await NodeConsumer.StartAsync("another", autoChallenge: false);

        var outcome = await DeliverAsync(new WebhookTarget(node.Url, [], Key), Message("hello"));

        Assert.Equal("200", outcome.Reason);
        await node.HearAsync("log", static line => ((string?)line["text"])!.Contains("verification failed", StringComparison.Ordinal));
        Assert.Equal(0, node.CountOf("event"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Key)]
    public async Task Challenge_OfficialHandlerWithTheSameKey_EchoesIt(string? key)
    {
        await using var node = await NodeConsumer.StartAsync(key);

        var result = await ChallengeAsync(_rig, new WebhookTarget(node.Url, [SinkRig.Secret], key, "token"));

        Assert.True(result.IsEchoed, result.Problem);
    }

    [Theory]
    [InlineData("another", false, "answered 200 without the challenge")]
    [InlineData("another", true, "time-out")]
    [InlineData(null, false, "answered 200 without the challenge")]
    public async Task Challenge_OfficialHandlerWithAnotherKey_IsNoticed(string? key, bool autoChallenge, string problem)
    {
        using var rig = new SinkRig(new DispatchOptions { Timeout = TimeSpan.FromSeconds(2) });
        await using var node = await NodeConsumer.StartAsync(key, autoChallenge: autoChallenge);

        var result = await ChallengeAsync(rig, new WebhookTarget(node.Url, [], Key));

        Assert.Contains(problem, result.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Key)]
    public async Task Card_OfficialHandler_ItsToastComesBack(string? key)
    {
        await using var node = await NodeConsumer.StartAsync(key);
        var card = """{"schema":"2.0","header":{"event_id":"e2","event_type":"card.action.trigger","token":""},"event":{"action":{"value":{"choice":"是"},"tag":"button"}}}""";

        var outcome = await DeliverAsync(new WebhookTarget(node.Url, [], key), Event("card.action.trigger", card), wantsAnswer: true);

        var answer = JsonNode.Parse(outcome.Answer.Span)!;
        Assert.Equal("""做得好 {"choice":"是"}""", (string?)answer["toast"]!["content"]);
    }

    [Fact]
    public async Task Event_WithoutHandler_IsNoAnswer()
    {
        await using var node = await NodeConsumer.StartAsync();
        var preview = """{"schema":"2.0","header":{"event_type":"url.preview.get"},"event":{}}""";

        var outcome = await DeliverAsync(new WebhookTarget(node.Url, []), Event("url.preview.get", preview), wantsAnswer: true);

        Assert.Equal((DeliveryVerdict.Accepted, true), (outcome.Verdict, outcome.Answer.IsEmpty));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Key)]
    public async Task Signature_StandardWebhooksLibraryAndOurSample_VerifyIt(string? key)
    {
        await using var node = await NodeConsumer.StartAsync(key, SinkRig.Secret);

        // The secret is being changed: the new one signs first, the consumer still has the old one.
        await DeliverAsync(new WebhookTarget(node.Url, ["whsec_bmV3ZXIgc2VjcmV0IG9mIHRoaXM=", SinkRig.Secret], key), Message("你好"));

        Assert.Equal(WebhookId.Of("sales", "event:e1"), (string?)(await node.HearAsync("verified"))["id"]);
        Assert.True((bool?)(await node.HearAsync("sample"))["genuine"]);
    }

    [Fact]
    public async Task Signature_AnotherSecret_DoesNotVerify()
    {
        await using var node = await NodeConsumer.StartAsync(secret: SinkRig.Secret);

        await DeliverAsync(new WebhookTarget(node.Url, ["whsec_bmV3ZXIgc2VjcmV0IG9mIHRoaXM="]), Message("hello"));

        Assert.Equal("No matching signature found", (string?)(await node.HearAsync("unverified"))["message"]);
        Assert.False((bool?)(await node.HearAsync("sample"))["genuine"]);
    }

    private static JournalEvent Message(string text)
    {
        var content = JsonValue.Create(new JsonObject { ["text"] = text }.ToJsonString()).ToJsonString();
        return Event(
            "im.message.receive_v1",
            $$$"""{"schema":"2.0","header":{"event_id":"e1","event_type":"im.message.receive_v1","token":""},"event":{"message":{"content":{{{content}}} } } }""");
    }

    private static JournalEvent Event(string type, string payload) =>
        new(1, new JournalEntry("sales", "event:e1", type, null, DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(payload)));

    private Task<DeliveryOutcome> DeliverAsync(WebhookTarget target, JournalEvent kept, bool wantsAnswer = false) => _rig.Sink(target)
        .DeliverAsync(new EventDelivery(kept, 1, 1, DeliveryMark.None, wantsAnswer), TestContext.Current.CancellationToken)
        .Within(what: "the delivery to node");

    private static Task<ChallengeResult> ChallengeAsync(SinkRig rig, WebhookTarget target) =>
        rig.Challenge.SendAsync(target, TestContext.Current.CancellationToken).Within(what: "the challenge to node");
}
