using System.Text.Json;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Tests.Accounts;

/// <summary>The JSON that operators' programs depend on, character by character.</summary>
public sealed class StatusJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly AccountStatus Minimal = new()
    {
        AccountId = "a1",
        AppId = "cli_0123456789abcdef",
        Domain = "feishu",
        Wanted = WantedPhase.Running,
        Origin = AccountOrigin.Operator,
        Phase = ConnectionPhase.Connecting,
        Since = At,
    };

    [Fact]
    public void Serialize_Everything_HasTheFixedNames()
    {
        var status = Minimal with
        {
            Phase = ConnectionPhase.Backoff,
            Attempt = 2,
            NextAttemptAt = At,
            Fault = new AccountFault("overLimit", 1000040350, "message", "advice"),
            Warnings = ["warning"],
            Identity = new AccountIdentity("ou_1", "机器人", At),
            Connection = new AccountConnection(At, At, null, 12.5),
            Counters = new AccountCounters(1, 2, 3, 4, 5),
            Delivery = new AccountDelivery(1, At, "closed", 2, Paused: true),
            Silo = "silo-1",
            Epoch = 7,
        };

        Assert.Equal(
            """
            {"accountId":"a1","appId":"cli_0123456789abcdef","domain":"feishu","wanted":"running","origin":"operator","phase":"backoff","since":"2026-01-02T03:04:05+00:00","attempt":2,"nextAttemptAt":"2026-01-02T03:04:05+00:00","fault":{"reason":"overLimit","code":1000040350,"message":"message","advice":"advice"},"warnings":["warning"],"identity":{"openId":"ou_1","name":"机器人","verifiedAt":"2026-01-02T03:04:05+00:00"},"connection":{"connectedAt":"2026-01-02T03:04:05+00:00","lastFrameAt":"2026-01-02T03:04:05+00:00","lastEventAt":null,"pingRoundTripMs":12.5},"counters":{"connects":1,"events":2,"duplicates":3,"acked":4,"refused":5},"delivery":{"backlog":1,"oldestPendingAt":"2026-01-02T03:04:05+00:00","breaker":"closed","parked":2,"paused":true},"silo":"silo-1","epoch":7}
            """,
            JsonSerializer.Serialize(status, AccountStatusJson.Options));
    }

    [Fact]
    public void Serialize_Nothing_KeepsNulls() => Assert.Equal(
        """
        {"accountId":"a1","appId":"cli_0123456789abcdef","domain":"feishu","wanted":"running","origin":"operator","phase":"connecting","since":"2026-01-02T03:04:05+00:00","attempt":0,"nextAttemptAt":null,"fault":null,"warnings":[],"identity":null,"connection":null,"counters":{"connects":0,"events":0,"duplicates":0,"acked":0,"refused":0},"delivery":null,"silo":null,"epoch":0}
        """,
        JsonSerializer.Serialize(Minimal, AccountStatusJson.Options));

    [Fact]
    public void Serialize_Enums_AreLowerCaseWords()
    {
        Assert.Equal(["running", "stopped"], Words<WantedPhase>());
        Assert.Equal(["operator", "declared", "undeclared"], Words<AccountOrigin>());
        Assert.Equal(["stopped", "connecting", "connected", "stale", "backoff", "faulted"], Words<ConnectionPhase>());
    }

    private static string[] Words<TEnum>() where TEnum : struct, Enum =>
        [.. Enum.GetValues<TEnum>().Select(static value => JsonSerializer.Serialize(value, AccountStatusJson.Options).Trim('"'))];
}
