using Feishu.Protocol.Frames;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;

namespace Feishu.Simulator.Tests.Delivery;

public sealed class RepushTests : FakeTimeSimulatorTest
{
    [Fact]
    public async Task Push_NeverAcknowledged_FollowsTheLadderAndGivesUp()
    {
        using var socket = await ConnectAsync();
        var eventId = App.PushText("hello");

        List<string?> messageIds = [(await socket.ReceiveAsync()).FindHeader(HeaderName.MessageId)];
        foreach (var pause in (double[])[15, 300, 3600, 21600])
        {
            Advance(3);
            Assert.Equal(pause, App.Log.Of<DeliveryFailed>()[^1].NextPushIn?.TotalSeconds);
            Advance(pause - 1);
            Assert.Equal(messageIds.Count, App.Log.CountOf<Delivered>());
            Advance(1);
            messageIds.Add((await socket.ReceiveAsync()).FindHeader(HeaderName.MessageId));
        }

        Advance(3);
        Assert.Equal(new { EventId = eventId, Attempt = 5, Cause = DeliveryFailure.Timeout, Next = (TimeSpan?)null },
            App.Log.Of<DeliveryFailed>().Select(e => new { e.EventId, e.Attempt, e.Cause, Next = e.NextPushIn }).Last());
        Assert.Single(messageIds.Distinct());
    }

    [Fact]
    public async Task Push_Refused_ComesAgainAndStopsWhenHandled()
    {
        using var socket = await ConnectAsync();
        var eventId = App.PushText("hello");
        await socket.AcknowledgeNextAsync(AckCode.Failed);
        await App.WaitForAckAsync(eventId);
        await App.Log.WaitForCountAsync<DeliveryFailed>(1);

        Advance(15);
        await socket.AcknowledgeNextAsync();
        await App.Log.WaitForCountAsync<Acknowledged>(2);
        Advance(30_000);

        Assert.Equal(2, App.Log.CountOf<Delivered>());
        Assert.Equal(DeliveryFailure.Refused, App.Log.Of<DeliveryFailed>().Single().Cause);
    }

    [Fact]
    public async Task Push_Offline_IsKeptForTheNextConnection()
    {
        var eventId = App.PushText("hello");
        Assert.Equal(DeliveryFailure.Offline, App.Log.Of<DeliveryFailed>().Single().Cause);
        using var socket = await ConnectAsync();

        Advance(15);
        await socket.AcknowledgeNextAsync();

        Assert.Equal(2, (await App.WaitForAckAsync(eventId)).Attempt);
    }

    [Fact]
    public async Task Push_ConnectionLost_GoesToAnotherConnection()
    {
        using var first = await ConnectAsync();
        var eventId = App.PushText("hello");
        await first.ReceiveAsync();
        App.Reset();
        await App.Log.WaitForAsync<DeliveryFailed>(failed => failed.Cause == DeliveryFailure.ConnectionLost, "the lost push");
        using var second = await ConnectAsync();

        Advance(15);
        await second.AcknowledgeNextAsync();

        Assert.Equal(AckCode.Ok, (await App.WaitForAckAsync(eventId)).Code);
    }

    [Fact]
    public async Task Ack_TooLate_IsLoggedAndTheRepushComes()
    {
        using var socket = await ConnectAsync();
        var eventId = App.PushText("hello");
        var frame = await socket.ReceiveAsync();
        Advance(3);

        await socket.SendAsync(Acknowledgement.Build(frame, AckCode.Ok, [], TimeSpan.Zero));
        var ack = await App.WaitForAckAsync(eventId);
        Advance(15);

        Assert.True(ack.Late);
        Assert.Equal(3000, ack.Milliseconds);
        Assert.Equal(2, App.Log.CountOf<Delivered>());
        Assert.Empty(App.Log.Of<Violation>());
    }

    [Fact]
    public async Task Push_TimeScale_ShortensTheLadder()
    {
        Host.Platform.Settings = Host.Platform.Settings with { TimeScale = 0.01, SameMessageIdOnRepush = false };
        using var socket = await ConnectAsync();
        App.PushText("hello");
        var first = await socket.ReceiveAsync();
        Advance(3);

        Advance(0.15);
        var second = await socket.ReceiveAsync();

        Assert.NotEqual(first.FindHeader(HeaderName.MessageId), second.FindHeader(HeaderName.MessageId));
        Assert.Equal(first.Payload, second.Payload);
    }
}
