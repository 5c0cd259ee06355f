using Feishu.Protocol.Events;

namespace Feishu.Protocol.Tests.Events;

public sealed class EventTypesTests
{
    [Theory]
    [InlineData("card.action.trigger", true)]
    [InlineData("url.preview.get", true)]
    [InlineData("im.message.receive_v1", false)]
    [InlineData("unknown", false)]
    public void IsCallback_EventType_TellsThoseAnsweredInTheAck(string eventType, bool callback) =>
        Assert.Equal(callback, EventTypes.IsCallback(eventType));
}
