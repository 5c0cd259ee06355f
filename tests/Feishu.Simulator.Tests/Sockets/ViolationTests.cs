using System.Net.WebSockets;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using Google.Protobuf;

namespace Feishu.Simulator.Tests.Sockets;

public sealed class ViolationTests : SimulatorTest
{
    [Fact]
    public async Task Inbound_Text_IsAViolation()
    {
        using var socket = await ConnectAsync();

        await socket.SendAsync("{}"u8.ToArray(), WebSocketMessageType.Text);

        await SeesAsync(BrokenRule.BinaryOnly);
    }

    [Theory]
    [InlineData("ff")]
    [InlineData("")]
    [InlineData("0800100018002a0c0a0474797065120470696e67")] // method is missing
    public async Task Inbound_NoFrame_IsAViolation(string hex)
    {
        using var socket = await ConnectAsync();

        await socket.SendAsync(Convert.FromHexString(hex), WebSocketMessageType.Binary);

        await SeesAsync(BrokenRule.Frame);
    }

    [Fact]
    public async Task Inbound_UnknownMethodOrType_IsAViolation()
    {
        using var socket = await ConnectAsync();
        var method = ControlFrames.Ping(socket.Url.ServiceId);
        method.Method = 2;

        await socket.SendAsync(method);
        await socket.SendAsync(ControlFrames.Pong(socket.Url.ServiceId, null));
        await App.Log.WaitForCountAsync<Violation>(2);

        Assert.All(App.Log.Of<Violation>(), violation => Assert.Equal(BrokenRule.Method, violation.Rule));
    }

    [Theory]
    [InlineData("SeqID")]
    [InlineData("LogID")]
    [InlineData("service")]
    [InlineData("headers")]
    [InlineData("payload")]
    public async Task Inbound_PingWithSomethingElse_IsAViolationAndAnsweredAllTheSame(string what)
    {
        using var socket = await ConnectAsync();
        var ping = ControlFrames.Ping(socket.Url.ServiceId);
        switch (what)
        {
            case "SeqID":
                ping.SeqID = 1;
                break;
            case "LogID":
                ping.LogID = 1;
                break;
            case "service":
                ping.Service++;
                break;
            case "headers":
                ping.AddHeader("timestamp", "1");
                break;
            default:
                ping.Payload = ByteString.CopyFromUtf8("{}");
                break;
        }

        await socket.SendAsync(ping);

        Assert.Contains(what, (await SeesAsync(BrokenRule.Ping)).Detail, StringComparison.Ordinal);
        Assert.Equal(FrameType.Pong, (await socket.ReceiveAsync()).FindHeader(HeaderName.Type));
    }

    [Fact]
    public async Task Inbound_HugeMessage_ClosedWith1009()
    {
        using var socket = await ConnectAsync();

        _ = socket.Raw.SendAsync(new byte[ProtocolLimits.MaxFrameBytes + 10_000], WebSocketMessageType.Binary, true, CancellationToken.None);
        await App.WaitForDisconnectsAsync(1);

        Assert.Equal(1009, App.Log.Of<Disconnected>().Single().CloseCode);
    }

    private Task<Violation> SeesAsync(BrokenRule rule) =>
        App.Log.WaitForAsync<Violation>(violation => violation.Rule == rule, $"a violation of {rule}");
}
