using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Handover;

/// <summary>Silos are restarted one after the other under load. FEISHU_SOAK takes 300 accounts and 200 events a second.</summary>
[Collection(ProcessTests.Name)]
public sealed class RollingRestartTests
{
    private static readonly bool IsSoak = Environment.GetEnvironmentVariable("FEISHU_SOAK") is not null;
    private static readonly int Accounts = IsSoak ? 300 : 30, PerSecond = IsSoak ? 200 : 40;

    [Fact]
    public async Task ThreeSilos_EachRestarted_NoMomentWithoutASocketAndNothingUnacknowledged()
    {
        await using var rig = await ClusterRig.StartAsync(Accounts);
        SiloPorts[] ports = [SiloPorts.Free(), SiloPorts.Free(), SiloPorts.Free()];
        var silos = new SiloProcess[ports.Length];
        try
        {
            for (var number = 0; number < silos.Length; number++)
                silos[number] = await rig.StartSiloAsync(ports[number]);
            await rig.ConnectedAsync();
            await rig.SharedAsync(silos[0], silos.Length);
            rig.Push(PerSecond);

            for (var number = 0; number < silos.Length; number++)
            {
                Assert.Equal(0, await silos[number].TerminateAsync());
                await silos[number].DisposeAsync();
                silos[number] = await rig.StartSiloAsync(ports[number]);
                await rig.SharedAsync(silos[number], silos.Length);
            }

            var events = await rig.CheckAsync();
            TestContext.Current.TestOutputHelper?.WriteLine($"{Accounts} accounts, {events} events, {rig.Crossed} of them crossed a Close frame, {rig.Ledger.Count} requests");
        }
        finally
        {
            foreach (var silo in silos.OfType<SiloProcess>())
                await silo.DisposeAsync();
        }
    }

    [Fact]
    public async Task Drain_FromFeishuctl_TheSiloShowsAsDrainingAndStopsWhenItIsEmpty()
    {
        await using var rig = await ClusterRig.StartAsync(Accounts);
        SiloPorts[] ports = [SiloPorts.Free(), SiloPorts.Free()];
        await using var stays = await rig.StartSiloAsync(ports[0]);
        await using var leaves = await rig.StartSiloAsync(ports[1]);
        await rig.ConnectedAsync();
        await rig.SharedAsync(stays, silos: 2);
        rig.Push(PerSecond);

        var (exitCode, text) = await Feishuctl.RunAsync(ports[0].Gateway, $"cluster drain {Environment.MachineName}-{ports[1].Silo} --output json");
        Assert.True(exitCode == 0, text);
        Assert.Contains("\"draining\"", text, StringComparison.Ordinal);
        Assert.Equal(0, await leaves.ExitAsync());

        await rig.UntilAsync(stays, all => all.Length == 1 && all[0].GetProperty("connected").GetInt32() == Accounts, "the other silo to carry all");
        await rig.CheckAsync();
    }
}
