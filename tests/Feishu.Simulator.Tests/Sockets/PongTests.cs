using System.Text;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Tests.Kit;

namespace Feishu.Simulator.Tests.Sockets;

public sealed class PongTests : FakeTimeSimulatorTest
{
    [Theory]
    [InlineData(PongMode.Empty, "")]
    [InlineData(PongMode.Malformed, """{"PingInterval":""")]
    [InlineData(PongMode.MissingFields, """{"ReconnectCount":-1}""")]
    [InlineData(PongMode.Zeros, """{"ReconnectCount":0,"ReconnectInterval":0,"ReconnectNonce":0,"PingInterval":0}""")]
    [InlineData(PongMode.Normal, """{"ReconnectCount":-1,"ReconnectInterval":120,"ReconnectNonce":30,"PingInterval":120}""")]
    public async Task Ping_Mode_PongHasThatPayload(PongMode mode, string payload)
    {
        App.Faults.Pong.Set(new PongFault { Mode = mode });
        using var socket = await ConnectAsync();

        await socket.PingAsync();
        var pong = await socket.ReceiveAsync();

        Assert.Equal(payload, Encoding.UTF8.GetString(pong.Payload.Span));
        Assert.Equal((0ul, 0ul, socket.Url.ServiceId, FrameMethod.Control), (pong.SeqID, pong.LogID, pong.Service, pong.Method));
    }

    [Fact]
    public async Task Ping_NoneOnce_OnlyTheSecondIsAnswered()
    {
        App.Faults.Pong.Set(new PongFault { Mode = PongMode.None, Times = 1 });
        App.ClientConfig = App.ClientConfig with { PingInterval = 1 };
        using var socket = await ConnectAsync();

        await socket.PingAsync();
        await App.WaitForPingsAsync(1);
        App.ClientConfig = App.ClientConfig with { PingInterval = 2 };
        await socket.PingAsync();

        Assert.Contains("\"PingInterval\":2", (await socket.ReceiveAsync()).Payload.ToStringUtf8(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ping_Delay_PongComesWhenTheTimeIsOver()
    {
        App.Faults.Pong.Set(new PongFault { Delay = TimeSpan.FromSeconds(12) });
        using var socket = await ConnectAsync();
        await socket.PingAsync();
        await App.WaitForPingsAsync(1);
        var pong = socket.ReceiveAsync();

        Advance(11);
        Assert.False(pong.IsCompleted);
        await Eventually.TrueAsync(
            () =>
            {
                Advance(1);
                return pong.IsCompleted;
            },
            "the delayed pong");

        Assert.Equal(FrameType.Pong, (await pong).FindHeader(HeaderName.Type));
    }
}
