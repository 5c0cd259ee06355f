using System.Diagnostics.Metrics;
using System.Text.Json;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Journal;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// What is measured of this silo's accounts whenever somebody asks: all together, or each by its id
/// (<see cref="AccountOptions.MeasuresEach"/>). Listed in docs/metrics.md; a test compares the two.
/// </summary>
internal sealed class AccountInstruments(
    LocalAccounts accounts, JournalSizes sizes, TimeProvider time, IMeterFactory meters, IOptions<AccountOptions> options) : ILifecycleParticipant<ISiloLifecycle>
{
    public const string MeterName = "FeishuOrleans.Accounts";

    private const string PhaseTag = "phase", AccountTag = "account";

    private static readonly (ConnectionPhase Phase, string Name)[] Phases =
        [.. Enum.GetValues<ConnectionPhase>().Select(static phase => (phase, JsonNamingPolicy.CamelCase.ConvertName(phase.ToString())))];

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe<AccountInstruments>(ServiceLifecycleStage.Active, StartAsync);

    private Task StartAsync(CancellationToken cancellation)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("feishu.accounts", CountPhases, "{account}", "Accounts that this silo carries, by phase.");
        meter.CreateObservableGauge("feishu.accounts.disconnected.age", () => Largest(Disconnected), "s", "How long the account that is wanted and longest without connection is without it.");
        meter.CreateObservableGauge("feishu.accounts.endpoints.failing", () => Sum(IsFailing), "{account}", "Accounts whose webhook's endpoint is out of service.");
        meter.CreateObservableGauge("feishu.backlog", () => Sum(static one => one.Status?.Delivery?.Backlog ?? 0), "{event}", "Events received and neither accepted nor parked.");
        meter.CreateObservableGauge("feishu.backlog.age", () => Largest(BacklogAge), "s", "How long the oldest event of the worst subscription is waiting.");
        meter.CreateObservableGauge("feishu.parked", () => Sum(static one => one.Status?.Delivery?.Parked ?? 0), "{event}", "Events that wait for a person.");
        meter.CreateObservableGauge("feishu.journal.size", () => Sum(one => sizes.Of(one.AccountId)), "By", "Payloads kept, as of the last round of retention.");
        return Task.CompletedTask;
    }

    private static long IsFailing(AccountMeasure one) => one.Status?.Delivery is { Breaker: not AccountDelivery.ClosedBreaker } ? 1 : 0;

    private double Disconnected(AccountMeasure one) => one.Disconnected(time.GetUtcNow()).TotalSeconds;

    private double BacklogAge(AccountMeasure one) => one.BacklogAge(time.GetUtcNow()).TotalSeconds;

    private IEnumerable<Measurement<long>> CountPhases() => options.Value.MeasuresEach
        ? accounts.Measure().Select(static one => new Measurement<long>(1, new(PhaseTag, NameOf(one.Phase)), new(AccountTag, one.AccountId)))
        : CountAll();

    private IEnumerable<Measurement<long>> CountAll()
    {
        var counts = accounts.Measure().CountBy(static one => one.Phase).ToDictionary();
        // Also those that no account is in: a series that comes and goes cannot be watched.
        return Phases.Select(phase => new Measurement<long>(counts.GetValueOrDefault(phase.Phase), new KeyValuePair<string, object?>(PhaseTag, phase.Name)));
    }

    private IEnumerable<Measurement<long>> Sum(Func<AccountMeasure, long> of) =>
        options.Value.MeasuresEach ? Each(of) : [new Measurement<long>(accounts.Measure().Sum(of))];

    private IEnumerable<Measurement<double>> Largest(Func<AccountMeasure, double> of) =>
        options.Value.MeasuresEach ? Each(of) : [new Measurement<double>(accounts.Measure().Select(of).DefaultIfEmpty().Max())];

    private IEnumerable<Measurement<T>> Each<T>(Func<AccountMeasure, T> of) where T : struct =>
        accounts.Measure().Select(one => new Measurement<T>(of(one), new KeyValuePair<string, object?>(AccountTag, one.AccountId)));

    private static string NameOf(ConnectionPhase phase) => Phases.First(known => known.Phase == phase).Name;
}
