using System.Text;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;

namespace Feishu.Simulator.Tests.Delivery;

public sealed class FragmentTests : FakeTimeSimulatorTest
{
    private static readonly string[] Shuffled = ["2", "0", "0", "3", "1"];

    [Fact]
    public async Task Push_ManyFragments_CutsFallInsideCharactersAndTheWholeIsWhole()
    {
        using var socket = await ConnectAsync();
        App.Push(new() { Raw = "你好你好", Fragments = new FragmentPlan { Count = 12 } });

        List<Frame> frames = [];
        while (frames.Count < 12)
            frames.Add(await socket.ReceiveAsync());

        Assert.All(frames, frame => Assert.Equal(1, frame.Payload.Length));
        Assert.Single(frames.Select(frame => frame.SeqID).Distinct());
        Assert.All(frames, frame => Assert.Equal("12", frame.FindHeader(HeaderName.Sum)));
        Assert.Equal("你好你好", Encoding.UTF8.GetString([.. frames.SelectMany(frame => frame.Payload.ToByteArray())]));
    }

    [Fact]
    public async Task Push_MaxBytes_NoFragmentIsLarger()
    {
        using var socket = await ConnectAsync();
        App.Push(new() { Raw = new string('x', 1001), Fragments = new FragmentPlan { MaxBytes = 100 } });

        var first = await socket.ReceiveAsync();

        Assert.Equal("11", first.FindHeader(HeaderName.Sum));
        Assert.InRange(first.Payload.Length, 1, 100);
        Assert.Equal(11, App.Log.Of<Delivered>().Single().Frames);
    }

    [Fact]
    public async Task Push_OrderAndDuplicate_SentAsToldAndTheLastNewOneIsAcknowledged()
    {
        using var socket = await ConnectAsync();
        var eventId = App.Push(new() { Text = "hello", Fragments = new FragmentPlan { Count = 4, Order = [2, 0, 3, 1], Duplicate = [0] } });

        List<Frame> frames = [];
        while (frames.Count < 5)
            frames.Add(await socket.ReceiveAsync());
        await socket.SendAsync(Acknowledgement.Build(frames[^1], AckCode.Ok, [], TimeSpan.Zero));
        await App.WaitForAckAsync(eventId);

        Assert.Equal(Shuffled, frames.Select(frame => frame.FindHeader(HeaderName.Seq)));
        Assert.Empty(App.Log.Of<Violation>());
    }

    [Fact]
    public async Task Ack_OfAnotherFragmentThanTheCompleting_IsAViolation()
    {
        using var socket = await ConnectAsync();
        App.Push(new() { Text = "hello", Fragments = new FragmentPlan { Count = 2 } });
        var first = await socket.ReceiveAsync();

        await socket.SendAsync(Acknowledgement.Build(first, AckCode.Ok, [], TimeSpan.Zero));

        Assert.Equal(BrokenRule.Echo, (await App.Log.WaitForAsync<Violation>(_ => true, "a violation")).Rule);
    }

    [Fact]
    public async Task Push_FragmentLost_AckIsAViolationAndTheRepushIsWhole()
    {
        using var socket = await ConnectAsync();
        App.Push(new() { Text = "hello", Fragments = new FragmentPlan { Count = 2, Lose = [0] } });
        var only = await socket.ReceiveAsync();
        await socket.SendAsync(Acknowledgement.Build(only, AckCode.Ok, [], TimeSpan.Zero));
        Assert.Equal(BrokenRule.UnknownAck, (await App.Log.WaitForAsync<Violation>(_ => true, "a violation")).Rule);

        Advance(3);
        Advance(15);

        Assert.Equal("0", (await socket.ReceiveAsync()).FindHeader(HeaderName.Seq));
        Assert.Equal("1", (await socket.ReceiveAsync()).FindHeader(HeaderName.Seq));
    }

    [Fact]
    public async Task PushInterleaved_FramesTakeTurnsOnOneConnection()
    {
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();
        var ids = App.PushInterleaved(
            new() { Raw = "aaa", Fragments = new FragmentPlan { Count = 3 } },
            new() { Raw = "bb", Fragments = new FragmentPlan { Count = 2 } });
        var socket = App.Log.Of<Delivered>()[0].ConnectionId == first.Url.DeviceId ? first : second;

        var text = "";
        while (text.Length < 5)
            text += (await socket.ReceiveAsync()).Payload.ToStringUtf8();

        Assert.Equal("ababa", text);
        Assert.Equal(ids, App.Log.Of<Delivered>().Select(delivered => delivered.EventId));
        Assert.Single(App.Log.Of<Delivered>().Select(delivered => delivered.ConnectionId).Distinct());
    }

    [Fact]
    public async Task Push_RepeatAfterAck_ComesOnceMoreWithTheSameId()
    {
        using var socket = await ConnectAsync();
        var eventId = App.Push(new() { Text = "hello", RepeatAfterAck = true });

        var first = await socket.AcknowledgeNextAsync();
        var again = await socket.AcknowledgeNextAsync();
        await App.Log.WaitForCountAsync<Acknowledged>(2);

        Assert.Equal(first.Payload, again.Payload);
        Assert.All(App.Log.Of<Acknowledged>(), ack => Assert.Equal(eventId, ack.EventId));
        Assert.Empty(App.Log.Of<Violation>());
    }

    [Fact]
    public void Push_PlanThatMakesNoSense_Throws()
    {
        foreach (var plan in (FragmentPlan[])[
            new() { Count = 0 },
            new() { Count = 1025 },
            new() { MaxBytes = 0 },
            new() { Count = 2, MaxBytes = 2 },
            new() { Count = 2, Order = [0, 0] },
            new() { Count = 2, Lose = [2] }])
        {
            Assert.Throws<ArgumentException>(() => App.Push(new() { Text = "hello", Fragments = plan }));
        }

        Assert.Throws<ArgumentException>(() => App.Push(new()));
        Assert.Throws<ArgumentException>(() => App.Push(new() { Text = "a", Raw = "b" }));
        Assert.Throws<ArgumentException>(() => App.Push(new() { Event = [] }));
        Assert.Equal(0, App.Log.CountOf<DeliveryFailed>());
    }
}
