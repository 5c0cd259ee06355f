using System.Text;
using FeishuOrleans.AdminClient.Reading;
using FeishuOrleans.Grains.Interfaces.Events;

namespace FeishuOrleans.AdminClient.Tests.Reading;

public sealed class EventLineTests
{
    private static readonly AccountEvent Message = FakeEvents.Message("a1", 7) with { ReceivedAt = new(2026, 1, 31, 8, 0, 0, TimeSpan.Zero) };

    [Fact]
    public void Text_Message_SaysWhatIsInIt() =>
        Assert.Equal("2026-01-31T08:00:00Z 7 im.message.receive_v1 oc_1 @me: hello 7", EventLine.Text(Message));

    [Theory]
    [InlineData("""{"image_key":"img_1"}""")]
    [InlineData("no JSON")]
    public void Text_MessageWithoutText_LeavesItOut(string content) =>
        Assert.EndsWith("oc_1 @me", EventLine.Text(Message with { Payload = FakeEvents.Payload(content) }), StringComparison.Ordinal);

    [Fact]
    public void Text_AnyEvent_IsOneLineThatSteersNoTerminal()
    {
        var strange = new AccountEvent("a1", 1, "unknown", null, DateTimeOffset.UnixEpoch, "unknown", null, [0xff], IsJson: false);

        Assert.Equal("1970-01-01T00:00:00Z 1 unknown -", EventLine.Text(strange));
        Assert.DoesNotContain(EventLine.Text(Message with { Payload = FakeEvents.Payload("""{"text":"two\nlines \u001b[31m"}""") }), char.IsControl);
        Assert.Contains(" (own)", EventLine.Text(Message with { Self = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_LongMessage_IsCut() =>
        Assert.InRange(EventLine.Text(Message with { Payload = FakeEvents.Payload($$"""{"text":"{{new string('x', 5_000)}}"}""") }).Length, 200, 300);

    [Fact]
    public void Json_Event_IsTheObjectOfTheStream()
    {
        Assert.Equal(
            """{"accountId":"a1","sequence":7,"type":"im.message.receive_v1","chatId":"oc_1","receivedAt":"2026-01-31T08:00:00Z","mention":"me","self":false,"payload":"""
            + Encoding.UTF8.GetString(Message.Payload) + "}",
            EventLine.Json(Message));
        Assert.EndsWith("\"payload\":\"/w==\"}", EventLine.Json(Message with { Payload = [0xff], IsJson = false }), StringComparison.Ordinal);
    }
}
