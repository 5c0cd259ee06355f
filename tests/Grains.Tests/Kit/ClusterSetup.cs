using Feishu.Simulator;
using FeishuOrleans.Grains.Secrets;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>How a cluster of a test is started. Give the same one to two clusters and the second finds what the first left.</summary>
internal sealed record ClusterSetup
{
    public short Silos { get; init; } = 1;

    public bool Sweeps { get; init; }

    /// <summary>Whether accounts move when silos come and go.</summary>
    public bool Moves { get; init; }

    /// <summary>Whether silos watch themselves: on a loaded machine they may find that they did not run.</summary>
    public bool Watches { get; init; }

    public MasterKey Key { get; init; } = MasterKey.Generate();

    /// <summary>A simulator that is kept; null starts one for the cluster.</summary>
    public SimulatorHost? Simulator { get; init; }

    public SharedRows Rows { get; init; } = new();

    public MemoryJournal Journal { get; init; } = new();

    public StorageFaults Faults { get; init; } = new();

    public SharedReminders Reminders { get; init; }

    public FakeTimeProvider Clock { get; init; } = new(DateTimeOffset.UtcNow);

    public ClusterSetup() => Reminders = new SharedReminders(Faults);
}
