using Feishu.Simulator;
using Feishu.Simulator.Recording;
using Connected = Feishu.Client.Supervision.Connected;

namespace Feishu.Client.Tests.Recovery;

/// <summary>A whole fleet loses the platform: calls stay under the rate, and when the platform is back everyone is, soon.</summary>
[Collection(nameof(RecoveryRuns))]
public sealed class OutageTests
{
    private const int Fleetful = 200;
    private const double ConnectRate = 100;

    [Fact]
    public async Task Outage_WholeFleet_StaysUnderTheRateAndIsBackWithinBackoffAndRamp()
    {
        var times = RecoveryTimes.IsSoak ? RecoveryTimes.Product : RecoveryTimes.Short with { Slack = TimeSpan.FromSeconds(10) };
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { WaitLimit = times.Patience });
        await using var fleet = new Fleet(simulator, times.Apply, ConnectRate);
        await fleet.ConnectAsync(Fleetful);

        var began = TimeProvider.System.GetUtcNow();
        simulator.Platform.Faults.RefuseEverything();
        foreach (var account in fleet.Accounts)
            account.App.Reset();
        await Task.WhenAll(fleet.Accounts.Select(account => account.App.WaitForDiscoveryCallsAsync(4)));
        var calls = fleet.Accounts.Sum(static account => account.App.Log.CountOf<DiscoveryAnswered>()) - Fleetful;
        var lasted = TimeProvider.System.GetUtcNow() - began;
        simulator.Platform.Faults.Clear();
        var lifted = TimeProvider.System.GetUtcNow();
        var back = await Task.WhenAll(fleet.Accounts.Select(account =>
            account.Probe.Transitions.WhenAsync(static all => all.Count(static step => step.To is Connected) >= 2).Within(times.Patience, "everyone back")));

        var took = back.Max(static steps => steps.Last(static step => step.To is Connected).At) - lifted;
        var bound = times.Options.MaxBackoff + TimeSpan.FromSeconds(Fleetful / ConnectRate) + times.Slack;
        Report($"{Fleetful} accounts, outage of {lasted.TotalSeconds:0.0} s with {calls} discovery calls, all back {took.TotalSeconds:0.0} s after its end (bound {bound.TotalSeconds:0.0} s)");
        Assert.True(took <= bound, $"back after {took}, not within {bound}");
        Assert.True(calls <= (ConnectRate * lasted.TotalSeconds) + 1, $"{calls} calls in {lasted}");
    }

    private static void Report(FormattableString line) => TestContext.Current.TestOutputHelper?.WriteLine(FormattableString.Invariant(line));
}
