using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing.Metrics;
using Connected = Feishu.Client.Supervision.Connected;

namespace Feishu.Client.Tests.Recovery;

/// <summary>A whole fleet loses the platform: calls stay under the rate, then one account probes, and when the platform is back everyone is, soon.</summary>
[Collection(nameof(RecoveryRuns))]
public sealed class OutageTests
{
    private const int Fleetful = 200;
    private const double ConnectRate = 100;

    // The ramp is even; a busy machine lets some calls of one second through in the next.
    private const double Late = 1.5;

    /// <summary>By then those that were already on their way have failed.</summary>
    private static readonly TimeSpan FirstWave = TimeSpan.FromSeconds(3);

    [Fact]
    public async Task Outage_WholeFleet_StaysUnderTheRateThenProbesAndIsBackWithinProbeAndRamp()
    {
        var times = RecoveryTimes.IsSoak ? RecoveryTimes.Product : RecoveryTimes.Short with { Slack = TimeSpan.FromSeconds(10) };
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { WaitLimit = times.Patience });
        await using var fleet = new Fleet(simulator, times.Apply, ConnectRate);
        await fleet.ConnectAsync(Fleetful);

        simulator.Platform.Faults.RefuseEverything();
        foreach (var account in fleet.Accounts)
            account.App.Reset();
        var began = TimeProvider.System.GetUtcNow();
        await ProbesAsync(fleet, began + FirstWave + (2 * PlatformWatch.ProbeInterval)).Within(times.Patience, "probes");
        var probes = Calls(fleet).Count(at => at > began + FirstWave);
        var held = TimeProvider.System.GetUtcNow() - began - FirstWave;
        simulator.Platform.Faults.Clear();
        var lifted = TimeProvider.System.GetUtcNow();
        var back = await Task.WhenAll(fleet.Accounts.Select(account =>
            account.Probe.Transitions.WhenAsync(static all => all.Count(static step => step.To is Connected) >= 2).Within(times.Patience, "everyone back")));

        var took = back.Max(static steps => steps.Last(static step => step.To is Connected).At) - lifted;
        var bound = PlatformWatch.ProbeInterval + times.Options.MaxBackoff + TimeSpan.FromSeconds(Fleetful / ConnectRate) + times.Slack;
        var peak = PeakRate.Within(TimeSpan.FromSeconds(1), Calls(fleet));
        Report($"{Fleetful} accounts: {probes} probes in {held.TotalSeconds:0.0} s of outage, at most {peak} in a second, all back {took.TotalSeconds:0.0} s after its end (bound {bound.TotalSeconds:0.0} s)");
        Assert.True(took <= bound, $"back after {took}, not within {bound}");
        Assert.True(peak <= ConnectRate * Late, $"{peak} calls in one second");
        Assert.InRange(probes, 1, 1 + (held / PlatformWatch.ProbeInterval));
    }

    /// <summary>Returns with the first account that tries at this time or later.</summary>
    private static async Task ProbesAsync(Fleet fleet, DateTimeOffset until)
    {
        await foreach (var _ in Task.WhenEach(fleet.Accounts.SelectMany(static account => Enumerable.Range(2, 3).Select(count => account.App.WaitForDiscoveryCallsAsync(count)))))
        {
            if (TimeProvider.System.GetUtcNow() >= until)
                return;
        }
    }

    private static IEnumerable<DateTimeOffset> Calls(Fleet fleet) =>
        fleet.Accounts.SelectMany(static account => account.App.Log.Of<DiscoveryAnswered>()).Select(static call => call.At);

    private static void Report(FormattableString line) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(line));
}
