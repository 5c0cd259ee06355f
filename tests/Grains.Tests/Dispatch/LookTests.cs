namespace FeishuOrleans.Grains.Tests.Dispatch;

public sealed class LookTests
{
    [Fact]
    public async Task Open_Again_FindsWhatAnotherSiloHasKept()
    {
        await using var rig = new DispatchRig();
        rig.Open();
        rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 1);
        // Without a word: the connection that brought it is on another silo.
        rig.Put("chat");

        rig.Open();
        await rig.UntilIdleAsync(lowWater: 2);

        Assert.Equal([1, 2], rig.Sink.Sequences);
    }

    [Fact]
    public async Task Open_AgainWithNothingNew_LooksOnceAndShowsNoBacklog()
    {
        await using var rig = new DispatchRig();
        rig.Open();
        rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 1);
        var reads = rig.Session.Reads;

        rig.Open();
        Assert.Equal(0, rig.Snapshot.Backlog);
        await rig.UntilAsync(() => rig.Session.Reads > reads, "a look");
        rig.Append("chat");
        await rig.UntilIdleAsync(lowWater: 2);

        // An event that comes while the look is under way is found by it, and makes it read once more.
        Assert.InRange(rig.Session.Reads, reads + 1, reads + 2);
    }
}
