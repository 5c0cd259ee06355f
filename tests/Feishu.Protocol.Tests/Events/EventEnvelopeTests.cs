using System.Text;
using Feishu.Protocol.Events;
using Feishu.Protocol.Frames;
using static Feishu.Protocol.Tests.Events.EventSamples;

namespace Feishu.Protocol.Tests.Events;

public sealed class EventEnvelopeTests
{
    [Fact]
    public void TryParse_Schema2_ReadsHeader()
    {
        var payload = V2(EventTypes.MessageReceived, GroupMessage);

        var envelope = Parse(payload);

        Assert.Equal("2.0", envelope.Schema);
        Assert.Equal("5e3702a84e847582be8db7fb73283c02", envelope.EventId);
        Assert.Equal(EventTypes.MessageReceived, envelope.EventType);
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1608725989000), envelope.CreateTime);
        Assert.Equal("cli_0123456789abcdef", envelope.AppId);
        Assert.Equal("736588c9260f175e", envelope.TenantKey);
        Assert.Equal("", envelope.Token);
        Assert.Equal(payload, envelope.Payload.ToArray());
        Assert.Equal(GroupMessage, Encoding.UTF8.GetString(envelope.Body.Span));
    }

    [Fact]
    public void TryParse_Schema1_ReadsFieldsWhereverTheyAre()
    {
        var envelope = Parse(Utf8(V1));

        Assert.Equal("1.0", envelope.Schema);
        Assert.Equal("bc447199585340d1f3728d26b1c0297a", envelope.EventId);
        Assert.Equal("p2p_chat_create", envelope.EventType);
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1502199207), envelope.CreateTime);
        Assert.Equal("cli_0123456789abcdef", envelope.AppId);
        Assert.Equal("736588c9260f175e", envelope.TenantKey);
        Assert.Equal("41a9425ea7df4536a7623e38fa321bae", envelope.Token);
    }

    [Fact]
    public void TryParse_EventBeforeHeaderBeforeSchema_ReadsTheSame()
    {
        var envelope = Parse(Utf8("""{"event":{"app_id":"other","create_time":"1"},"header":{"event_type":"x","event_id":"e","app_id":"a"},"schema":"2.0"}"""));

        Assert.Equal(("2.0", "x", "e", "a"), (envelope.Schema, envelope.EventType, envelope.EventId, envelope.AppId));
        Assert.Null(envelope.CreateTime);
    }

    [Theory]
    [InlineData("""{"schema":"2.0"}""")]
    [InlineData("""{"schema":"2.0","header":null,"event":null}""")]
    [InlineData("""{"schema":"2.0","header":[],"event":7}""")]
    [InlineData("""{"schema":"2.0","header":{"event_id":5,"event_type":{"a":1},"create_time":"soon","app_id":null}}""")]
    [InlineData("""{"header":{}}""")]
    public void TryParse_Schema2WithoutUsableFields_IsOfUnknownType(string json)
    {
        var envelope = Parse(Utf8(json));

        Assert.Equal("2.0", envelope.Schema);
        Assert.Equal(EventTypes.Unknown, envelope.EventType);
        Assert.Null(envelope.EventId);
        Assert.Null(envelope.CreateTime);
    }

    [Theory]
    [InlineData("""{"uuid":"u"}""", "u")]
    [InlineData("""{"uuid":"u","event":"text"}""", "u")]
    [InlineData("""{"event":{}}""", null)]
    public void TryParse_Schema1WithoutUsableFields_IsOfUnknownType(string json, string? eventId)
    {
        var envelope = Parse(Utf8(json));

        Assert.Equal("1.0", envelope.Schema);
        Assert.Equal(EventTypes.Unknown, envelope.EventType);
        Assert.Equal(eventId, envelope.EventId);
    }

    [Fact]
    public void TryParse_EmptyEventType_IsOfUnknownType() =>
        Assert.Equal(EventTypes.Unknown, Parse(Utf8("""{"schema":"2.0","header":{"event_type":""}}""")).EventType);

    [Fact]
    public void TryParse_EventTypeOverTheCap_IsOfUnknownType()
    {
        var eventType = new string('x', ProtocolLimits.MaxIdLength + 1);

        Assert.Equal(EventTypes.Unknown, Parse(eventType, "{}").EventType);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("\"schema\"")]
    [InlineData("{}")]
    [InlineData("""{"open_id":"ou_1","action":{"tag":"button"}}""")]
    [InlineData("""{"schema":"2.0"} trailing""")]
    [InlineData("""{"schema":"2.0","header":{"event_type":"x"},"event":{"a":""")]
    [InlineData("""{"schema":"2.0","header":{"event_type":"\ud800"}}""")]
    public void TryParse_NotAnEnvelope_IsNull(string payload) => Assert.Null(EventEnvelope.TryParse(Utf8(payload)));

    [Fact]
    public void TryParse_HalfSurrogateInTheBody_IsNotLookedAt()
    {
        var envelope = Parse("x", """{"text":"\ud83e"}""");

        Assert.Equal("x", envelope.EventType);
    }

    [Theory]
    [InlineData(ProtocolLimits.MaxJsonDepth - 1, true)]
    [InlineData(ProtocolLimits.MaxJsonDepth, false)]
    [InlineData(1_000_000, false)]
    public void TryParse_DeepBody_AcceptsUpToTheCap(int depth, bool accepted)
    {
        var payload = V2("x", new string('[', depth) + new string(']', depth));

        Assert.Equal(accepted, EventEnvelope.TryParse(payload) is not null);
    }

    [Fact]
    public void TryParse_EveryPrefixOfAnEvent_IsNull()
    {
        var payload = V2(EventTypes.MessageReceived, GroupMessage);

        for (var length = 0; length < payload.Length; length++)
            Assert.Null(EventEnvelope.TryParse(payload.AsMemory(0, length)));
    }

    [Fact]
    public void ToString_Message_HasNoText() =>
        Assert.Equal("im.message.receive_v1 5e3702a84e847582be8db7fb73283c02", Parse(EventTypes.MessageReceived, GroupMessage).ToString());
}
