using System.CommandLine;

namespace FeishuOrleans.Benchmarks.Capacity;

/// <summary><c>capacity</c>: how many accounts one silo carries, how fast, and at what cost.</summary>
internal static class CapacityCommand
{
    public static Command Create()
    {
        var accounts = new Option<int[]>("--accounts") { Description = "Sizes to measure.", DefaultValueFactory = static _ => [1, 1000, 5000], AllowMultipleArgumentsPerToken = true };
        var idle = new Option<int>("--idle-seconds") { Description = "How long the idle process is watched.", DefaultValueFactory = static _ => 30 };
        var tls = new Option<bool>("--tls") { Description = "Discovery and sockets over TLS with a private authority." };
        var command = new Command("capacity", "One silo, one simulator beside it: time to connect, memory by part, idle CPU, threads.") { accounts, idle, tls };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(accounts), parsed.GetValue(idle), parsed.GetValue(tls), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int[] sizes, int idleSeconds, bool tls, CancellationToken cancellation)
    {
        Console.WriteLine(CapacityResult.Heading);
        foreach (var size in sizes)
        {
            await using var run = await CapacityRun.CreateAsync(size, TimeSpan.FromSeconds(idleSeconds), tls);
            Console.WriteLine(await run.MeasureAsync(cancellation));
        }

        return 0;
    }
}
