using FeishuOrleans.Silo.Tests.EndToEnd;

namespace FeishuOrleans.Silo.Tests.Crash;

/// <summary>kill -9 at each named step between the frame and the saved progress, in the middle of other events.</summary>
[Collection(ProcessTests.Name)]
public sealed class CrashPointTests
{
    private const int SigKill = 128 + 9;

    [Theory]
    [InlineData("event received", 37)]
    [InlineData("append queued", 41)]
    [InlineData("batch written", 9)]
    [InlineData("batch committed", 9)]
    [InlineData("ack sending", 43)]
    [InlineData("ack sent", 47)]
    [InlineData("delivery picked", 31)]
    [InlineData("request sending", 29)]
    [InlineData("response received", 53)]
    [InlineData("progress saving", 3)]
    [InlineData("progress saved", 2)]
    public async Task Kill_AtStep_NothingIsLostAndOrderHolds(string step, int time)
    {
        await using var rig = await CrashRig.StartAsync(accounts: 3);
        using var flow = new EventFlow(rig.Apps, underWay: 10);

        await using (var silo = await rig.StartSiloAsync(step, time))
            Assert.Equal(SigKill, await silo.ExitAsync());
        await using var next = await rig.StartSiloAsync();
        await flow.AcknowledgedAsync(100);

        await rig.CheckAsync(flow, $"killed at '{step}', time {time}");
    }
}
