using Microsoft.Extensions.Time.Testing;

namespace Feishu.Simulator.Tests.Kit;

/// <summary>A simulator whose clock stands still until the test moves it.</summary>
public abstract class FakeTimeSimulatorTest : SimulatorTest
{
    private protected static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private protected FakeTimeProvider Time { get; } = new(Start);

    private protected override SimulatorOptions Options => base.Options with { TimeProvider = Time };

    private protected void Advance(double seconds) => Time.Advance(TimeSpan.FromSeconds(seconds));
}
