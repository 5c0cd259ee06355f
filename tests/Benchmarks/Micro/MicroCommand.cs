using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace FeishuOrleans.Benchmarks.Micro;

/// <summary><c>micro</c>: single operations of an event's way, under BenchmarkDotNet.</summary>
internal static class MicroCommand
{
    private static readonly Type[] Benchmarks = [typeof(FrameBenchmark), typeof(EnvelopeBenchmark), typeof(JournalAppendBenchmark)];

    public static Command Create()
    {
        var filter = new Option<string[]>("--filter") { Description = "Benchmarks to run.", DefaultValueFactory = static _ => ["*"], AllowMultipleArgumentsPerToken = true };
        var command = new Command("micro", "Time and allocation of single operations.") { filter };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(filter)));
        return command;
    }

    private static int Run(string[] filter)
    {
        // In this process: a benchmark's own build would have the repository's rules applied to generated code.
        var config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationCount(8))
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "feishu-benchmarks"));
        BenchmarkSwitcher.FromTypes(Benchmarks).Run(["--filter", .. filter], config);
        return 0;
    }
}
