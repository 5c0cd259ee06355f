using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class DeliveryWarningsTests
{
    private static readonly DateTimeOffset Since = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DeliverySnapshot Well = new(Backlog: 5, Since, BreakerState.Closed, Parked: 0, IsPaused: false, Problem: null);
    private static readonly AccountState Delivering = new() { Delivery = new StoredDelivery() };

    [Fact]
    public void Of_AllIsWell_IsEmpty() => Assert.Empty(Of(Well));

    [Fact]
    public void Of_EndpointOutOfService_SaysWhatToDo() => Assert.All(
        [BreakerState.Open, BreakerState.HalfOpen],
        static breaker => Assert.Contains("Test the webhook", Assert.Single(Of(Well with { Breaker = breaker })), StringComparison.Ordinal));

    [Theory]
    [InlineData(1, "1 event was parked")]
    [InlineData(3, "3 events were parked")]
    public void Of_ParkedEvents_SaysHowManyAndWhatToDo(long parked, string expected)
    {
        var warning = Assert.Single(Of(Well with { Parked = parked }));

        Assert.StartsWith(expected, warning, StringComparison.Ordinal);
        Assert.Contains("redrive or drop", warning, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_PausedByTheOperator_SaysSinceWhen() => Assert.Contains(
        "2026-01-01 00:00:00Z",
        Assert.Single(DeliveryWarnings.Of(Delivering with { Delivery = new StoredDelivery { PausedSince = Since } }, Live(Well))),
        StringComparison.Ordinal);

    [Fact]
    public void Of_JournalDoesNotDoItsPart_SaysSoAlsoWithoutWebhook() => Assert.Contains(
        "the disk is full",
        Assert.Single(DeliveryWarnings.Of(new AccountState(), new LiveFacts(null, null, 0, new JournalTrouble("the disk is full", Since, 1)))),
        StringComparison.Ordinal);

    [Fact]
    public void Of_ProgressNotSaved_PassesItOn() => Assert.Equal(["not saved"], Of(Well with { Problem = "not saved" }));

    private static IEnumerable<string> Of(DeliverySnapshot delivery) => DeliveryWarnings.Of(Delivering, Live(delivery));

    private static LiveFacts Live(DeliverySnapshot delivery) => new(null, delivery, 0, null);
}
