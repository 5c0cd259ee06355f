using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>Statuses to begin from.</summary>
internal static class Statuses
{
    public static DateTimeOffset Begin { get; } = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public static AccountStatus Connecting(string id) => new()
    {
        AccountId = id,
        AppId = "cli_0123456789abcdef",
        Domain = "feishu",
        Wanted = WantedPhase.Running,
        Origin = AccountOrigin.Operator,
        Phase = ConnectionPhase.Connecting,
        Since = Begin,
        Silo = "silo-1",
        Epoch = 1,
    };

    public static AccountStatus Connected(string id) => Connecting(id) with
    {
        Phase = ConnectionPhase.Connected,
        Identity = new AccountIdentity("ou_0123", "报告机器人", Begin),
        Connection = new AccountConnection(Begin, Begin.AddSeconds(30), Begin.AddSeconds(10), 1.25),
        Counters = new AccountCounters(Connects: 1, Events: 7, Duplicates: 1, Acked: 7, Refused: 0),
    };

    public static AccountStatus Faulted(string id) => Connecting(id) with
    {
        Phase = ConnectionPhase.Faulted,
        Attempt = 3,
        NextAttemptAt = Begin.AddMinutes(15),
        Fault = new AccountFault("credentialInvalid", 1000040345, "The platform refused the app secret", "Add the account again with the right secret."),
    };
}
