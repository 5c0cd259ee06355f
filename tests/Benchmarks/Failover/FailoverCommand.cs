using System.CommandLine;

namespace FeishuOrleans.Benchmarks.Failover;

/// <summary><c>failover</c>: three silos on PostgreSQL under load, and something that goes wrong.</summary>
internal static class FailoverCommand
{
    private static readonly IScenario[] Scenarios =
    [
        new KillScenario(byReminders: false), new KillScenario(byReminders: true), new PauseScenario(), new RollingRestartScenario(),
        new DatabaseScenario(), new AllKilledScenario(onNewPorts: false), new AllKilledScenario(onNewPorts: true), new OutageScenario(),
    ];

    public static Command Create()
    {
        var names = new Argument<string[]>("scenario") { Description = $"{string.Join(", ", Scenarios.Select(static one => one.Name))}; all without one.", Arity = ArgumentArity.ZeroOrMore };
        names.AcceptOnlyFromAmong([.. Scenarios.Select(static one => one.Name)]);
        var isShort = new Option<bool>("--short") { Description = "Few accounts and short outages." };
        var command = new Command("failover", "Three silos on PostgreSQL under load: how long accounts are away when something goes wrong.") { names, isShort };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(names) is { Length: > 0 } chosen ? Scenarios.Where(one => chosen.Contains(one.Name)) : Scenarios,
            parsed.GetValue(isShort) ? FailoverSettings.Short : FailoverSettings.Full,
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IEnumerable<IScenario> scenarios, FailoverSettings settings, CancellationToken cancellation)
    {
        var isSound = true;
        Console.WriteLine(FailoverResult.Heading);
        foreach (var scenario in scenarios)
        {
            var result = await scenario.RunAsync(settings, cancellation);
            Console.WriteLine(result);
            foreach (var problem in result.Problems)
                await Console.Error.WriteLineAsync(problem);
            isSound &= result.Problems.Count == 0;
        }

        return isSound ? 0 : 1;
    }
}
