using System.Net.WebSockets;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Sockets;

public sealed class SlowDeathTests : FakeTimeSimulatorTest
{
    [Fact]
    public async Task Drop_NoCloseFrame()
    {
        using var socket = await ConnectAsync();

        App.Drop();

        var broken = await Assert.ThrowsAsync<WebSocketException>(socket.ReceiveAsync);
        Assert.Equal(WebSocketError.ConnectionClosedPrematurely, broken.WebSocketErrorCode);
        Assert.Equal("dropped", App.Log.Of<Disconnected>().Single().Reason);
    }

    [Fact]
    public async Task Deafen_PongsComeEventsDoNot_ANewConnectionHears()
    {
        using var deaf = await ConnectAsync();
        App.Deafen();

        App.PushText("lost");
        await deaf.PingAsync();
        Assert.Equal(FrameType.Pong, (await deaf.ReceiveAsync()).FindHeader(HeaderName.Type));
        Advance(3);
        Assert.Equal(DeliveryFailure.Timeout, App.Log.Of<DeliveryFailed>().Single().Cause);

        await deaf.CloseAsync();
        await App.WaitForDisconnectsAsync(1);
        using var hearing = await ConnectAsync();
        Advance(15);
        await hearing.AcknowledgeNextAsync();
        await App.Log.WaitForCountAsync<Acknowledged>(1);
    }

    [Fact]
    public async Task Drip_FrameArrivesBitByBit()
    {
        using var socket = await ConnectAsync();
        App.Drip(20);

        await socket.PingAsync();
        var pong = socket.ReceiveAsync();
        await App.WaitForPingsAsync(1);
        Assert.False(pong.IsCompleted);
        await Eventually.TrueAsync(
            () =>
            {
                Advance(0.05);
                return pong.IsCompleted;
            },
            "the last byte of the pong");

        Assert.Equal(FrameType.Pong, (await pong).FindHeader(HeaderName.Type));
        Assert.True(Time.GetUtcNow() - Start > TimeSpan.FromSeconds(5), "a pong of over 100 bytes at 20 bytes a second");
    }

    [Fact]
    public async Task Ghost_ClientVanished_StillCountsAndSwallowsEventsForAWhile()
    {
        Host.Platform.Settings = Host.Platform.Settings with { GhostLifetime = TimeSpan.FromSeconds(60) };
        var socket = await ConnectAsync();
        socket.Raw.Abort();
        socket.Dispose();
        await App.WaitForDisconnectsAsync(1);

        Assert.Equal(1, App.LiveConnections);
        App.PushText("lost");
        Advance(3);
        Assert.Equal(DeliveryFailure.Timeout, App.Log.Of<DeliveryFailed>().Single().Cause);

        Advance(57);
        Assert.Equal(0, App.LiveConnections);
    }

    [Fact]
    public async Task Idle_ThreeIntervalsOfSilence_Dropped()
    {
        Host.Platform.Settings = Host.Platform.Settings with { IdleIntervals = 3 };
        App.ClientConfig = App.ClientConfig with { PingInterval = 10 };
        using var socket = await ConnectAsync();

        Seconds(29);
        await socket.PingAsync();
        await App.WaitForPingsAsync(1);
        Seconds(30);
        Assert.Equal(1, App.LiveConnections);
        Seconds(1);

        Assert.Equal("idle", App.Log.Of<Disconnected>().Single().Reason);
    }

    [Fact]
    public async Task DropEvery_AtThatAge_Dropped()
    {
        using var socket = await ConnectAsync();
        Host.Platform.Settings = Host.Platform.Settings with { DropEvery = TimeSpan.FromSeconds(30) };

        Seconds(29);
        Assert.Equal(1, App.LiveConnections);
        Seconds(1);

        Assert.Equal("age", App.Log.Of<Disconnected>().Single().Reason);
    }

    private void Seconds(int count)
    {
        for (var i = 0; i < count; i++)
            Advance(1);
    }
}
