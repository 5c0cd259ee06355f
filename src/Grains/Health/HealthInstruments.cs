using System.Diagnostics.Metrics;
using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.Grains.Health;

/// <summary>The silo's condition, measured whenever somebody asks. Listed in docs/metrics.md; a test compares the two.</summary>
internal sealed class HealthInstruments(SiloCondition condition, IMeterFactory meters) : ILifecycleParticipant<ISiloLifecycle>
{
    public const string MeterName = "FeishuOrleans.Health";

    private const string CauseTag = "cause";

    private static readonly string[] Causes = [SiloDegradation.Journal, SiloDegradation.Storage, SiloDegradation.Platform, SiloDegradation.Fence];

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<HealthInstruments>(ServiceLifecycleStage.Active, StartAsync);

    private Task StartAsync(CancellationToken cancellation)
    {
        meters.Create(MeterName).CreateObservableGauge("feishu.silo.degraded", Measure, "{silo}", "1 while the silo can do its work only in part, by cause, otherwise 0.");
        return Task.CompletedTask;
    }

    // Also the causes that are not there: a series that comes and goes cannot be watched.
    private IEnumerable<Measurement<int>> Measure()
    {
        var present = condition.Degradations.Select(static one => one.Cause).ToHashSet(StringComparer.Ordinal);
        return Causes.Select(cause => new Measurement<int>(present.Contains(cause) ? 1 : 0, new KeyValuePair<string, object?>(CauseTag, cause)));
    }
}
