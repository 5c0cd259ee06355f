using System.Text;
using Feishu.Client.Supervision;
using Feishu.Simulator;

namespace Feishu.Client.Tests.Recovery;

/// <summary>
/// The fault table that the official clients were measured by, with our column: three accounts a case. FEISHU_SOAK takes the
/// product's durations and those of the table; FEISHU_BASELINE_TABLE names a file for the results.
/// </summary>
[Collection(nameof(RecoveryRuns))]
public sealed class BaselineTests
{
    private const int Accounts = 3;

    private readonly RecoveryTimes _times = RecoveryTimes.Current;

    [Fact]
    public async Task EveryCase_ComesBackOrPausesByDesign()
    {
        var results = await Task.WhenAll(BaselineCases.All.Select(RunAsync));

        var table = new StringBuilder().AppendLine("| case | back, worst of three | discovery calls, most of three |").AppendLine("|---|---|---|");
        foreach (var (row, result) in BaselineCases.All.Zip(results))
            table.AppendLine($"| {row.Name} | {result} |");
        if (Environment.GetEnvironmentVariable("FEISHU_BASELINE_TABLE") is { } path)
            await File.WriteAllTextAsync(path, table.ToString(), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine(table.ToString());
    }

    private async Task<string> RunAsync(BaselineCase row)
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions
        {
            WaitLimit = _times.Patience,
            ClientConfig = new() { ReconnectCount = row.Config.ReconnectCount, PingInterval = row.Config.PingInterval, ReconnectInterval = 1, ReconnectNonce = 0 },
        });
        await using var fleet = new Fleet(simulator, _times.Apply);
        if (!row.IsCold)
            await fleet.ConnectAsync(Accounts);
        var marks = fleet.Accounts.Select(static account => account.Probe.Transitions.Items.Count).ToArray();
        var ended = await SufferAsync(row, simulator, fleet);
        var outcomes = await Task.WhenAll(fleet.Accounts.Select((account, i) => OutcomeAsync(row, account, marks.ElementAtOrDefault(i), ended)));
        var calls = fleet.Accounts.Select((account, i) => account.DiscoveryCalls(marks.ElementAtOrDefault(i))).Max();
        return FormattableString.Invariant($"{outcomes.MaxBy(static outcome => outcome.Took).Text} | {calls}");
    }

    /// <returns>When it ended, or happened.</returns>
    private static async Task<DateTimeOffset> SufferAsync(BaselineCase row, SimulatorHost simulator, Fleet fleet)
    {
        for (var i = fleet.Accounts.Count; i < Accounts; i++)
            fleet.Add();
        var began = TimeProvider.System.GetUtcNow();
        foreach (var account in fleet.Accounts)
        {
            await row.Begin(simulator, account);
            if (row.IsCold)
                account.Connection.Start();
        }

        if (row.Lasts == TimeSpan.Zero)
            return began;
        // The length of the fault is a row of the table, not something to wait for.
        await Task.Delay(row.Lasts, TimeProvider.System);
        foreach (var account in fleet.Accounts)
            account.App.Faults.Clear();
        simulator.Platform.Network.Restore();
        return TimeProvider.System.GetUtcNow();
    }

    private async Task<(TimeSpan Took, string Text)> OutcomeAsync(BaselineCase row, FleetAccount account, int mark, DateTimeOffset ended)
    {
        if (row.Pauses is { } pauses)
        {
            var paused = await account.Probe.Transitions.FirstAsync(step => pauses(step.To) is not null, mark).Within(_times.Patience, $"{row.Name}: the pause");
            var pause = pauses(paused.To)!.Value - paused.At;
            return (pause, FormattableString.Invariant($"{paused.To.GetType().Name} at the first, asks again after {pause.TotalMinutes:0.0} min"));
        }

        var back = await account.Probe.Transitions.FirstAsync(static step => step is { From: Connecting, To: Connected }, mark).Within(_times.Patience, $"{row.Name}: back");
        var took = back.At - ended;
        var failures = account.Probe.Transitions.Items.Max(static step => step.To.PastFailures.Failures);
        var bound = _times.Silence + _times.Options.EndpointTimeout + _times.Backoff(failures + 1) + _times.Slack;
        Assert.True(took <= bound, $"{row.Name}: back after {took}, not within {bound}");
        return (took, FormattableString.Invariant($"{took.TotalSeconds:0.0} s"));
    }
}
