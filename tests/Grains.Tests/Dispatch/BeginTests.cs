using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>Where delivery begins, and whether it is held.</summary>
public sealed class BeginTests
{
    [Fact]
    public async Task Open_AfterAPlace_DeliversOnlyWhatCameLater()
    {
        await using var rig = new DispatchRig();
        Append(rig, 5);

        rig.Open(after: new JournalPlace("memory", 3));
        await rig.UntilIdleAsync(lowWater: 5);

        Assert.Equal([4, 5], rig.Sink.Sequences);
    }

    [Fact]
    public async Task Open_AfterAPlaceBehindTheProgress_GoesOnWithTheProgress()
    {
        await using var rig = new DispatchRig();
        Append(rig, 3);
        rig.Open();
        await rig.UntilIdleAsync(lowWater: 3);
        await rig.Host.CloseAsync(DispatchRig.Account, 1);
        Append(rig, 1);

        rig.Open(epoch: 2, after: new JournalPlace("memory", 1));
        await rig.UntilIdleAsync(lowWater: 4);

        Assert.Equal([1, 2, 3, 4], rig.Sink.Sequences);
    }

    [Fact]
    public async Task Open_PlaceOfAJournalThatWasLost_DeliversEverything()
    {
        await using var rig = new DispatchRig();
        Append(rig, 2);

        rig.Open(after: new JournalPlace("lost", 100));
        await rig.UntilIdleAsync(lowWater: 2);

        Assert.Equal([1, 2], rig.Sink.Sequences);
    }

    [Fact]
    public async Task Open_ParkedBeforeThePlace_IsGivenUp()
    {
        await using var rig = new DispatchRig();
        Append(rig, 1);
        rig.Sink.Answer = static _ => Task.FromResult(new Grains.Sinks.DeliveryOutcome(Grains.Sinks.DeliveryVerdict.EventRefused, "422"));
        rig.Open();
        await rig.UntilAsync(() => rig.Snapshot.Parked == 1, "the parked event");
        await rig.Host.CloseAsync(DispatchRig.Account, 1);

        rig.Open(epoch: 2, after: new JournalPlace("memory", 1));
        await rig.UntilAsync(() => rig.Saved is { SetAside.Count: 0 }, "the row gone");

        Assert.Equal(0, rig.Host.Find(DispatchRig.Account, 2)!.Snapshot.Parked);
    }

    [Fact]
    public async Task Open_Paused_HoldsEverythingUntilItIsLetGoOn()
    {
        await using var rig = new DispatchRig();
        Append(rig, 3);
        rig.Open(isPaused: true);
        await rig.UntilAsync(() => rig.Snapshot.Backlog == 3, "the backlog");

        Assert.Empty(rig.Sink.Sequences);
        Assert.True(rig.Saved.IsPaused);

        rig.Open(isPaused: false);
        await rig.UntilIdleAsync(lowWater: 3);
        Assert.Equal([1, 2, 3], rig.Sink.Sequences);
    }

    private static void Append(DispatchRig rig, int count)
    {
        for (var i = 0; i < count; i++)
            rig.Put("chat");
    }
}
