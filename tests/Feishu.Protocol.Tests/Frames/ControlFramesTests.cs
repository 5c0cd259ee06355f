using Feishu.Protocol.Endpoints;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Tests.Frames;

public sealed class ControlFramesTests
{
    [Fact]
    public void Ping_ServiceId_EqualsVector() =>
        Assert.Equal(GoldenFrames.Ping, FrameCodec.Encode(ControlFrames.Ping(GoldenFrames.ServiceId)));

    [Fact]
    public void Pong_DefaultConfig_EqualsVector() =>
        Assert.Equal(GoldenFrames.Pong, FrameCodec.Encode(ControlFrames.Pong(GoldenFrames.ServiceId, ClientConfig.Default)));

    [Fact]
    public void Pong_WithoutConfig_HasNoPayload()
    {
        var pong = ControlFrames.Pong(1, config: null);

        Assert.False(pong.HasPayload);
        Assert.Equal(FrameType.Pong, pong.FindHeader(HeaderName.Type));
    }

    [Fact]
    public void Pong_PartialUpdate_WritesOnlyWhatIsSet()
    {
        var pong = ControlFrames.Pong(1, new ClientConfigUpdate { PingInterval = 0 });

        Assert.Equal("""{"PingInterval":0}""", pong.Payload.ToStringUtf8());
    }
}
