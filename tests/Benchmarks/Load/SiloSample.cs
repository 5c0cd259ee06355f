using System.Diagnostics;
using FeishuOrleans.Benchmarks.Capacity;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary>The silo's process at one moment.</summary>
/// <param name="At">Timestamp of the stopwatch.</param>
/// <param name="Cpu">Processor time so far.</param>
/// <param name="ResidentBytes">Resident memory.</param>
/// <param name="ProbeLines">Lines of the probe so far.</param>
internal sealed record SiloSample(long At, TimeSpan Cpu, long ResidentBytes, int ProbeLines)
{
    public static async Task<SiloSample> TakeAsync(MeasuredSilo silo, string probe, CancellationToken cancellation) =>
        new(Stopwatch.GetTimestamp(), silo.Cpu(), silo.ResidentBytes(), (await ProbeLine.ReadAsync(probe, cancellation)).Length);
}
