using Feishu.Protocol.Endpoints;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Tests.Endpoints;

public sealed class TicketUrlTests
{
    private const string Real =
        "wss://msg-frontier.feishu.cn/ws/v2?fpid=493&aid=552564&device_id=7123456789012345678&access_key=0a1b&service_id=33554678&ticket=t-1";

    [Fact]
    public void TryParse_RealShape_ReadsWhatTheClientNeeds()
    {
        Assert.True(TicketUrl.TryParse(Real, out var ticket));

        Assert.Equal(Real, ticket!.Uri.ToString());
        Assert.Equal("7123456789012345678", ticket.DeviceId);
        Assert.Equal(33554678, ticket.ServiceId);
    }

    [Theory]
    [InlineData("ws://127.0.0.1:8080/ws/v2?service_id=1", 1)]
    [InlineData("ws://127.0.0.1:8080/ws/v2?service_id=-1", -1)]
    [InlineData("ws://127.0.0.1:8080/ws/v2?service_id=", 0)]
    [InlineData("ws://127.0.0.1:8080/ws/v2?service_id=x", 0)]
    [InlineData("ws://127.0.0.1:8080/ws/v2?service_id=99999999999", 0)]
    [InlineData("ws://127.0.0.1:8080/ws/v2?my_service_id=7&x&=", 0)]
    [InlineData("ws://127.0.0.1:8080/ws/v2", 0)]
    public void TryParse_AnyQuery_FindsServiceIdOrZero(string text, int serviceId)
    {
        Assert.True(TicketUrl.TryParse(text, out var ticket));

        Assert.Equal(serviceId, ticket!.ServiceId);
        Assert.Equal("", ticket.DeviceId);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("/ws/v2?service_id=1")]
    [InlineData("https://open.feishu.cn/ws")]
    [InlineData("file:///etc/passwd")]
    [InlineData("wss://")]
    public void TryParse_NotASocketAddress_IsFalse(string? text)
    {
        Assert.False(TicketUrl.TryParse(text, out var ticket));
        Assert.Null(ticket);
    }

    [Fact]
    public void TryParse_TooLong_IsFalse() =>
        Assert.False(TicketUrl.TryParse("ws://h/?" + new string('x', ProtocolLimits.MaxTicketUrlLength), out _));

    [Fact]
    public void ToString_Credentials_AreHidden()
    {
        Assert.True(TicketUrl.TryParse("wss://user:pass@host:444/ws/v2?access_key=k&ticket=t#f", out var ticket));

        Assert.Equal("wss://host:444/ws/v2", ticket!.ToString());
    }
}
