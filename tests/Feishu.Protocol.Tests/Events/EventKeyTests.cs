using Feishu.Protocol.Events;
using Feishu.Protocol.Frames;
using static Feishu.Protocol.Tests.Events.EventSamples;

namespace Feishu.Protocol.Tests.Events;

public sealed class EventKeyTests
{
    [Theory]
    [InlineData(GroupMessage)]
    [InlineData(DirectMessage)]
    public void Of_ReceivedMessage_IsItsMessageId(string body) =>
        Assert.Equal("message:om_1", Key(V2(EventTypes.MessageReceived, body)).ToString());

    [Fact]
    public void Of_SameMessageUnderAnotherEventId_IsTheSame()
    {
        var first = V2(EventTypes.MessageReceived, DirectMessage);
        var second = Utf8($$"""{"schema":"2.0","header":{"event_id":"other","event_type":"im.message.receive_v1"},"event":{{DirectMessage}}}""");

        Assert.Equal(Key(first), Key(second));
    }

    [Fact]
    public void Of_OtherEventWithMessageId_IsItsEventId() => Assert.Equal(
        new EventKey(EventKeyKind.Event, "5e3702a84e847582be8db7fb73283c02"),
        Key(V2(EventTypes.MessageRecalled, """{"message":{"message_id":"om_1"},"message_id":"om_1"}""")));

    [Fact]
    public void Of_Schema1_IsItsUuid() => Assert.Equal("uuid:bc447199585340d1f3728d26b1c0297a", Key(Utf8(V1)).ToString());

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"message":"text"}""")]
    [InlineData("""{"message":{"message_id":""}}""")]
    [InlineData("""{"message":{"message_id":7}}""")]
    [InlineData("""{"message":{"message_id":"\ud800"}}""")]
    public void Of_ReceivedMessageWithoutMessageId_IsItsEventId(string body) =>
        Assert.Equal(EventKeyKind.Event, Key(V2(EventTypes.MessageReceived, body)).Kind);

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("""{"schema":"2.0","header":{"event_type":"url.preview.get","event_id":""}}""")]
    [InlineData("""{"event":{"type":"x"}}""")]
    public void Of_WithoutId_IsTheHashOfThePayload(string payload)
    {
        var key = Key(Utf8(payload));

        Assert.Equal(EventKeyKind.Sha256, key.Kind);
        Assert.Equal(64, key.Id.Length);
        Assert.NotEqual(key, Key(Utf8(payload + " ")));
    }

    [Fact]
    public void Of_NoEnvelope_IsSha256InLowerCaseHex() => Assert.Equal(
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        Key([]).ToString());

    [Theory]
    [InlineData(ProtocolLimits.MaxIdLength, EventKeyKind.Event)]
    [InlineData(ProtocolLimits.MaxIdLength + 1, EventKeyKind.Sha256)]
    public void Of_LongId_IsUsedUpToTheCap(int length, EventKeyKind kind)
    {
        var payload = Utf8($$$"""{"schema":"2.0","header":{"event_id":"{{{new string('e', length)}}}","event_type":"x"}}""");

        Assert.Equal(kind, Key(payload).Kind);
    }

    [Fact]
    public void Of_SameIdOfDifferentKinds_IsNotTheSame()
    {
        var event2 = Utf8("""{"schema":"2.0","header":{"event_id":"same"}}""");
        var event1 = Utf8("""{"uuid":"same","event":{}}""");

        Assert.NotEqual(Key(event1), Key(event2));
        Assert.NotEqual(Key(event1).ToString(), Key(event2).ToString());
    }

    private static EventKey Key(byte[] payload) => EventKey.Of(payload, EventEnvelope.TryParse(payload));
}
