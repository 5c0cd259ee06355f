using System.Net.WebSockets;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Sockets;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Sockets;

public sealed class StrangeMessageTests : SimulatorTest
{
    [Theory]
    [InlineData(StrangeMessage.Garbage)]
    [InlineData(StrangeMessage.Empty)]
    [InlineData(StrangeMessage.MissingField)]
    public async Task Send_NoFrame_ClientCannotDecodeIt(StrangeMessage message)
    {
        using var socket = await ConnectAsync();

        App.SendStrange(message);

        await Assert.ThrowsAsync<FrameFormatException>(socket.ReceiveAsync);
    }

    [Theory]
    [InlineData(StrangeMessage.ServerPing, FrameMethod.Control, "type=ping")]
    [InlineData(StrangeMessage.UnknownControl, FrameMethod.Control, "type=strange")]
    [InlineData(StrangeMessage.UnknownMethod, 7, "type=event sum=1 seq=0")]
    [InlineData(StrangeMessage.UnknownType, FrameMethod.Data, "type=strange sum=1 seq=0")]
    [InlineData(StrangeMessage.NoHeaders, FrameMethod.Data, "")]
    [InlineData(StrangeMessage.SeqBeyondSum, FrameMethod.Data, "type=event sum=1 seq=5")]
    [InlineData(StrangeMessage.HugeSum, FrameMethod.Data, "type=event sum=2000000000 seq=0")]
    [InlineData(StrangeMessage.SumInWords, FrameMethod.Data, "type=event sum=many seq=some")]
    public async Task Send_Frame_IsAsNamed(StrangeMessage message, int method, string headers)
    {
        using var socket = await ConnectAsync();

        App.SendStrange(message);
        var frame = await socket.ReceiveAsync();

        Assert.Equal(method, frame.Method);
        Assert.Equal(headers, string.Join(' ', frame.Headers
            .Where(header => header.Key is "type" or "sum" or "seq").Select(header => $"{header.Key}={header.Value}")));
    }

    [Fact]
    public async Task Send_Text_IsATextMessage()
    {
        using var socket = await ConnectAsync();

        App.SendStrange(StrangeMessage.Text);
        var part = await socket.Raw.ReceiveAsync(new byte[100], CancellationToken.None).Within();

        Assert.Equal(WebSocketMessageType.Text, part.MessageType);
    }

    [Fact]
    public async Task Send_GarbageBytes_BreaksTheConnection()
    {
        using var socket = await ConnectAsync();

        App.SendStrange(StrangeMessage.GarbageBytes);

        await Assert.ThrowsAsync<WebSocketException>(socket.ReceiveAsync);
    }

    [Fact]
    public async Task Send_WebSocketPing_ConnectionGoesOn()
    {
        using var socket = await ConnectAsync();

        App.SendStrange(StrangeMessage.WebSocketPing);
        await socket.PingAsync();

        Assert.Equal(FrameType.Pong, (await socket.ReceiveAsync()).FindHeader(HeaderName.Type));
    }
}
