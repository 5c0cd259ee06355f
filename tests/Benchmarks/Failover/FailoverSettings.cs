namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>How large and how long.</summary>
/// <param name="Accounts">Accounts, over all silos.</param>
/// <param name="PerSecond">Events pushed a second.</param>
/// <param name="DatabaseDown">How long the database is away.</param>
/// <param name="OutageAccounts">Accounts in the platform's outage.</param>
/// <param name="Outage">How long the platform is away.</param>
internal sealed record FailoverSettings(int Accounts, int PerSecond, TimeSpan DatabaseDown, int OutageAccounts, TimeSpan Outage)
{
    public const int Silos = 3;

    public static FailoverSettings Full { get; } = new(300, 200, TimeSpan.FromSeconds(60), 2000, TimeSpan.FromMinutes(2));

    public static FailoverSettings Short { get; } = new(60, 40, TimeSpan.FromSeconds(10), 150, TimeSpan.FromSeconds(20));
}
