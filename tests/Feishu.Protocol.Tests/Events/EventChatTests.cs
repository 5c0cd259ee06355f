using Feishu.Protocol.Events;
using Feishu.Protocol.Frames;
using static Feishu.Protocol.Tests.Events.EventSamples;

namespace Feishu.Protocol.Tests.Events;

public sealed class EventChatTests
{
    [Theory]
    [InlineData(EventTypes.MessageReceived, GroupMessage)]
    [InlineData(EventTypes.MessageReceived, DirectMessage)]
    [InlineData(EventTypes.MessageRecalled, """{"message_id":"om_1","chat_id":"oc_1","recall_time":"1"}""")]
    [InlineData(EventTypes.BotAdded, """{"operator_id":{"open_id":"ou_1"},"chat_id":"oc_1","external":false}""")]
    [InlineData(EventTypes.CardAction, ButtonPressed)]
    [InlineData(EventTypes.UrlPreview, """{"host":"im","context":{"url":"https://example.com","open_chat_id":"oc_1"}}""")]
    public void ChatId_WhateverItsTypeCallsIt_IsFound(string type, string body) => Assert.Equal("oc_1", Parse(type, body).ChatId);

    [Theory]
    [InlineData(V1)]
    [InlineData("""{"uuid":"u","event":{"type":"message","open_chat_id":"oc_1","open_message_id":"om_1"}}""")]
    [InlineData("""{"event":{"chat_id":"oc_1"},"uuid":"u"}""")]
    public void ChatId_Schema1_IsFound(string payload) => Assert.Equal("oc_1", Parse(Utf8(payload)).ChatId);

    [Theory]
    [InlineData(EventTypes.BotMenuClicked, """{"operator":{"operator_id":{"open_id":"ou_1"}},"event_key":"k"}""")]
    [InlineData(EventTypes.MessageRead, """{"reader":{"chat_id":"oc_1"},"message_id_list":["om_1"]}""")]
    [InlineData("x", "{}")]
    [InlineData("x", "null")]
    [InlineData("x", """["chat_id","oc_1"]""")]
    [InlineData("x", """{"chat_id":""}""")]
    [InlineData("x", """{"chat_id":{"chat_id":"oc_1"}}""")]
    [InlineData("x", """{"message":"text","context":7}""")]
    public void ChatId_BelongsToNone_IsNull(string type, string body) => Assert.Null(Parse(type, body).ChatId);

    [Fact]
    public void ChatId_HalfASurrogate_IsNullAndTheRestIsRead()
    {
        var envelope = Parse(EventTypes.MessageReceived, """{"message":{"chat_id":"\ud800","message_id":"om_1"}}""");

        Assert.Null(envelope.ChatId);
        Assert.Equal("om_1", envelope.MessageId);
    }

    [Theory]
    [InlineData(ProtocolLimits.MaxIdLength, true)]
    [InlineData(ProtocolLimits.MaxIdLength + 1, false)]
    public void ChatId_LongText_IsTakenUpToTheCap(int length, bool isTaken)
    {
        var id = new string('c', length);

        Assert.Equal(isTaken ? id : null, Parse("x", $$"""{"chat_id":"{{id}}"}""").ChatId);
    }

    [Fact]
    public void Body_ReadForItsIds_IsStillExactlyItsBytes()
    {
        var envelope = Parse(EventTypes.MessageReceived, GroupMessage);

        Assert.Equal(Utf8(GroupMessage), envelope.Body.ToArray());
    }
}
