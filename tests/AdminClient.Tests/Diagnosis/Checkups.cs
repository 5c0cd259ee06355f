using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.AdminClient.Tests.Diagnosis;

/// <summary>Silos as they look when nothing is wrong.</summary>
internal static class Checkups
{
    public static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static SiloCheckup Good(string name) => new(name, "active", new ClockGap(TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(3)), Facts);

    public static SiloFacts Facts { get; } = new(
        At,
        At,
        "1.0.0",
        "k1",
        [new SiloSetting("Dispatch:MaxAttempts", "12")],
        [new StorageCheck("state", TimeSpan.FromMilliseconds(4), null), new StorageCheck("journal", TimeSpan.FromMilliseconds(6), null)],
        [new PlatformCheck("https://open.feishu.cn", TimeSpan.FromMilliseconds(80), 404, new ClockGap(TimeSpan.Zero, TimeSpan.FromMilliseconds(540)), null)],
        []);

    public static ClusterCheckup Cluster(params SiloCheckup[] silos) => new(At, At, silos);

    public static SiloCheckup With(this SiloCheckup silo, Func<SiloFacts, SiloFacts> change) => silo with { Facts = change(silo.Facts!) };
}
