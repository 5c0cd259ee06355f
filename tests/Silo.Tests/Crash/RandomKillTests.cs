using FeishuOrleans.Silo.Tests.EndToEnd;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Crash;

/// <summary>
/// kill -9 of silo after silo at random moments under load, and one ledger over all of them. FEISHU_SEED repeats a run,
/// FEISHU_SOAK makes it 200 rounds.
/// </summary>
[Collection(ProcessTests.Name)]
public sealed class RandomKillTests
{
    private const int MostEvents = 300;

    private static readonly int Rounds = Environment.GetEnvironmentVariable("FEISHU_SOAK") is null ? 15 : 200;

    private readonly int _seed = int.TryParse(Environment.GetEnvironmentVariable("FEISHU_SEED"), out var chosen) ? chosen : Random.Shared.Next();

    [Fact]
    public async Task KillsAtRandom_NothingIsLostAndOrderHolds()
    {
        Report($"seed {_seed}");
        var random = new Random(_seed);
        await using var rig = await CrashRig.StartAsync(accounts: 4);
        using var flow = new EventFlow(rig.Apps, underWay: 10);

        for (var round = 1; round <= Rounds; round++)
            await KillAsync(rig, flow, round, random);
        await using var last = await rig.StartSiloAsync();
        await flow.AcknowledgedAsync(100);

        await rig.CheckAsync(flow, $"seed {_seed}, {Rounds} rounds");
        var entries = rig.Ledger.Entries;
        Report($"{Rounds} rounds: {rig.Acknowledged.Distinct().Count()} events acknowledged, {entries.Count} requests, {entries.Count - entries.DistinctBy(static entry => (entry.Account, entry.Sequence)).Count()} repeats");
    }

    private static async Task KillAsync(CrashRig rig, EventFlow flow, int round, Random random)
    {
        await using var silo = await rig.StartSiloAsync();
        var events = random.Next(MostEvents);
        var moment = random.Next(3) switch
        {
            0 => flow.AcknowledgedAsync(events),
            1 => rig.Ledger.CountAsync(rig.Ledger.Count + events),
            _ => Task.CompletedTask,
        };
        await moment.Within(TimeSpan.FromMinutes(1), $"the moment to kill of round {round}");
        await silo.KillAsync();
    }

    private static void Report(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
