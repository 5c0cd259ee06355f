using Feishu.Protocol.Events;
using Feishu.Protocol.Events.Messages;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Load;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Load;

public sealed class LoadTests : SimulatorTest
{
    private const int Size = 1024;

    [Fact]
    public async Task Saturation_EveryEventAcknowledged_KeepsSoManyUnderWay()
    {
        using var socket = await ConnectAsync();

        Host.Platform.BeginLoad(new LoadPlan { Outstanding = 4, Chats = 3, Bytes = Size });
        var events = new List<EventEnvelope>();
        for (var i = 0; i < 20; i++)
            events.Add(EventEnvelope.TryParse((await socket.AcknowledgeNextAsync()).Payload.Memory)!);

        Host.Platform.EndLoad();
        Assert.Equal(20, events.Select(one => one.EventId).Distinct().Count());
        Assert.Equal(3, events.Select(one => one.ReadEvent<MessageReceived>().Message!.ChatId).Distinct().Count());
        Assert.InRange(Host.Platform.Load.Pushed, 20, 28);
    }

    [Fact]
    public async Task Push_SizeGiven_EventHasIt()
    {
        using var socket = await ConnectAsync();

        Host.Platform.BeginLoad(new LoadPlan { Bytes = Size });
        var frame = await socket.ReceiveAsync();

        Assert.Equal(Size, frame.Payload.Length);
    }

    [Fact]
    public async Task Rate_AnswersOfBothKinds_AreCountedAndTheRunEnds()
    {
        using var socket = await ConnectAsync();

        Host.Platform.BeginLoad(new LoadPlan { Rate = 100, Duration = TimeSpan.FromMilliseconds(100), Outstanding = 100 });
        await socket.AcknowledgeNextAsync();
        await socket.AcknowledgeNextAsync(AckCode.Failed);
        await Eventually.TrueAsync(() => Host.Platform.Load is { Accepted: 1, Refused: 1 }, "both acknowledgements");

        Host.Platform.EndLoad();
        await Eventually.TrueAsync(() => !Host.Platform.Load.Running, "the end of the run");
        var report = Host.Platform.Load;
        Assert.Equal(report.Pushed, report.Accepted + report.Refused + report.Waiting);
        Assert.InRange(report.MedianMilliseconds, 0.001, report.MaxMilliseconds + 0.01);
        Assert.Equal(0, App.Log.CountOf<Recording.Violation>());
    }

    [Theory]
    [InlineData(0.5, 50)]
    [InlineData(0.99, 99)]
    [InlineData(1, 100)]
    public void Quantile_HundredDurations_IsTheOneAtThatPlace(double share, double milliseconds)
    {
        var histogram = new LatencyHistogram();
        for (var i = 1; i <= 100; i++)
            histogram.Add(TimeSpan.FromMilliseconds(i));

        Assert.Equal(milliseconds, histogram.Quantile(share).TotalMilliseconds, tolerance: 0.011);
        Assert.Equal(100, histogram.Max.TotalMilliseconds);
    }
}
