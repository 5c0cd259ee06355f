using System.Net.WebSockets;
using Feishu.Protocol.Endpoints;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Sockets;

public sealed class ConnectionTests : SimulatorTest
{
    [Fact]
    public async Task Ping_Normal_PongCarriesTheConfig()
    {
        using var socket = await ConnectAsync();
        App.ClientConfig = App.ClientConfig with { PingInterval = 7 };

        await socket.PingAsync();
        var pong = await socket.ReceiveAsync();

        Assert.Equal(FrameType.Pong, pong.FindHeader(HeaderName.Type));
        Assert.True(ClientConfigUpdate.TryParse(pong.Payload.Span, out var config));
        Assert.Equal(7, config.PingInterval);
        Assert.Empty(App.Log.Of<Violation>());
    }

    [Fact]
    public async Task Close_WithCode_ClientSeesItAndTheLogToo()
    {
        using var socket = await ConnectAsync();

        App.Close(3001, "too many");
        var close = await socket.ReceiveCloseAsync();

        Assert.Equal((WebSocketCloseStatus)3001, close.CloseStatus);
        Assert.Equal("too many", close.CloseStatusDescription);
        Assert.Equal(new { By = DisconnectedBy.Server, Code = (int?)3001 }, App.Log.Of<Disconnected>().Select(e => new { e.By, Code = e.CloseCode }).Single());
        Assert.Equal(0, App.LiveConnections);
    }

    [Fact]
    public async Task Close_ByTheClient_IsAnsweredAndLogged()
    {
        using var socket = await ConnectAsync();

        await socket.CloseAsync();
        await App.WaitForDisconnectsAsync(1);

        Assert.Equal(DisconnectedBy.Client, App.Log.Of<Disconnected>().Single().By);
    }

    [Fact]
    public async Task Reset_ClientSeesABrokenTransport()
    {
        using var socket = await ConnectAsync();

        App.Reset();

        await Assert.ThrowsAsync<WebSocketException>(socket.ReceiveAsync);
        Assert.NotEqual(WebSocketState.CloseReceived, socket.Raw.State);
    }

    [Fact]
    public async Task Freeze_NothingIsReadOrWritten_UntilThawed()
    {
        using var socket = await ConnectAsync();

        App.Freeze();
        await socket.PingAsync();
        var pending = socket.ReceiveAsync();

        Assert.Equal(0, App.Log.CountOf<Pinged>());
        Assert.False(pending.IsCompleted);
        Assert.True(App.Connections.Single().Frozen);

        App.Thaw();
        await App.WaitForPingsAsync(1);
        Assert.Equal(FrameType.Pong, (await pending.Within(what: "the late pong")).FindHeader(HeaderName.Type));
    }

    [Fact]
    public async Task Event_Acknowledged_IsLoggedWithTime()
    {
        using var socket = await ConnectAsync();

        var eventId = App.PushText("héllo 你好");
        await socket.AcknowledgeNextAsync();
        var ack = await App.WaitForAckAsync(eventId);

        Assert.Equal((AckCode.Ok, 1, false), (ack.Code, ack.Attempt, ack.Late));
        Assert.Empty(App.Log.Of<Violation>());
    }
}
