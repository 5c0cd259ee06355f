using FeishuOrleans.Testing;
using Orleans.Reminders.Diagnostics;

namespace FeishuOrleans.Grains.Tests.Kit;

/// <summary>What the reminder services of this process do.</summary>
internal sealed class ReminderProbe : IObserver<ReminderEvents.ReminderEvent>, IDisposable
{
    private readonly IDisposable _subscription;

    public ReminderProbe() => _subscription = ReminderEvents.AllEvents.Subscribe(this);

    public Signal<ReminderEvents.ReminderEvent> Events { get; } = new();

    /// <summary>A silo waits for the next tick of an account's reminder.</summary>
    public Task WaitForArmedAsync(string accountId, SiloAddress silo) => Events
        .FirstAsync(one => one is ReminderEvents.LocalReminderTickWaitArmed && one.SiloAddress == silo && one.GrainId.Key.ToString() == accountId)
        .Within(what: $"{silo} carries the reminder of {accountId}");

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void OnNext(ReminderEvents.ReminderEvent value) => Events.Add(value);

    public void Dispose() => _subscription.Dispose();
}
