using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Takeover;

public sealed class SweepTests
{
    [Fact]
    public async Task Sweep_DirectoryUnreadableAtFirst_TriesAgain()
    {
        await using var first = await AccountCluster.StartAsync();
        await first.AddConnectedAsync("a1");
        await first.StopSilosAsync();
        first.Faults.Fail(static call => call is { IsWrite: false, StateName: "directory" });

        await using var second = await AccountCluster.StartAsync(first.Setup with { Sweeps = true, Simulator = first.Simulator });
        second.Logs.Announce(static line => line.Category.EndsWith(nameof(FaultyStorage), StringComparison.Ordinal));
        await second.Faults.Hits.CountAsync(1).Within(what: "a read that fails");
        second.Faults.Heal();

        await second.ConnectedAsync("a1");
    }

    [Fact]
    public async Task Sweep_OneAccountUnreadable_BringsTheOthersBack()
    {
        await using var first = await AccountCluster.StartAsync();
        await Task.WhenAll(Enumerable.Range(1, 5).Select(number => first.AddConnectedAsync($"a{number}", number)));
        await first.StopSilosAsync();
        first.Faults.Fail(static call => call is { IsWrite: false, StateName: "account", Key: "a3" });

        await using var second = await AccountCluster.StartAsync(first.Setup with { Sweeps = true, Simulator = first.Simulator });
        second.Logs.Announce(static line => line.Category.EndsWith(nameof(FaultyStorage), StringComparison.Ordinal));

        await Task.WhenAll(Enumerable.Range(1, 5).Where(static number => number != 3).Select(number => second.ConnectedAsync($"a{number}")));
    }
}
