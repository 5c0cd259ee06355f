using System.Text.Json;
using Feishu.Protocol.Events;
using Feishu.Protocol.Events.Messages;
using static Feishu.Protocol.Tests.Events.EventSamples;

namespace Feishu.Protocol.Tests.Events;

public sealed class MessageAddressTests
{
    [Theory]
    [InlineData("ou_2", Mention.Me)]
    [InlineData("ou_3", Mention.None)]
    [InlineData("ou_", Mention.None)]
    [InlineData("OU_2", Mention.None)]
    [InlineData("Fox", Mention.None)]
    public void Of_GroupMessage_GoesByExactOpenId(string own, Mention mention) =>
        Assert.Equal(new MessageAddress(mention, false), Of(GroupMessage, own));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Of_UnknownIdentity_NeverGuesses(string? own)
    {
        var address = Of(DirectMessage, own);

        Assert.Equal(("unknown", "unknown"), (address.MentionText, address.SelfText));
    }

    [Fact]
    public void Of_OwnMessage_IsFlaggedWhateverTheSenderType()
    {
        var address = Of(DirectMessage, "ou_1");

        Assert.Equal(("none", "true"), (address.MentionText, address.SelfText));
    }

    [Theory]
    [InlineData("""{"text":"@_all hello"}""", "all")]
    [InlineData("""{"text":"hello @_all"}""", "all")]
    [InlineData("""{"content":[[{"tag":"at","user_id":"@_all"}]]}""", "all")]
    [InlineData("""{"text":"@_allow @_all"}""", "all")]
    [InlineData("""{"text":"@_allow"}""", "none")]
    [InlineData("""{"text":"@_all_1"}""", "none")]
    [InlineData("""{"text":"@ all"}""", "none")]
    [InlineData("@_all", "all")]
    [InlineData("", "none")]
    public void Of_Content_FindsEveryone(string content, string mention) =>
        Assert.Equal(mention, Of($$$"""{"message":{"content":{{{JsonSerializer.Serialize(content)}}}}}""", "ou_2").MentionText);

    [Fact]
    public void Of_EveryoneAndTheBot_IsTheBot() => Assert.Equal(
        Mention.Me,
        Of("""{"message":{"content":"@_all","mentions":[{"key":"@_user_1","id":{"open_id":"ou_2"}}]}}""", "ou_2").Mention);

    [Theory]
    [InlineData("""{"message":{"mentions":[{"key":"@_all"}]}}""", "all")]
    [InlineData("""{"message":{"mentions":[null,{"id":null}]}}""", "none")]
    [InlineData("""{"message":null}""", "none")]
    [InlineData("""{"message":{"mentions":"many"}}""", "unknown")]
    [InlineData("[]", "unknown")]
    public void Of_OddMessage_NeverThrows(string body, string mention) => Assert.Equal(mention, Of(body, "ou_2").MentionText);

    [Fact]
    public void Of_NoMessage_IsNoneEvenWithoutIdentity()
    {
        Assert.Equal(("none", "false"), (MessageAddress.Of(null, null).MentionText, MessageAddress.Of(null, null).SelfText));
        Assert.Equal("none", MessageAddress.Of(Parse(EventTypes.CardAction, ButtonPressed), null).MentionText);
    }

    private static MessageAddress Of(string body, string? own) => MessageAddress.Of(Parse(EventTypes.MessageReceived, body), own);
}
