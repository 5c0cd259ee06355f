using FeishuOrleans.Grains.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Timers;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>The persistent reminder that brings a wanted account back wherever the cluster still runs.</summary>
internal sealed class AccountReminder(
    IGrainContextAccessor context, IReminderRegistry reminders, IOptions<AccountOptions> options, Jitter jitter)
{
    public const string Name = "keep-connected";

    private readonly GrainId _grain = context.GrainContext.GrainId;
    private readonly Sequence _sequence = new();
    private bool? _isRegistered;

    /// <summary>Why the reminder is not as it should be; null when it is.</summary>
    public string? Problem { get; private set; }

    /// <summary>Registers or removes the reminder. Never throws; what failed is shown and left for the next call.</summary>
    public async Task<bool> SyncAsync(bool wanted)
    {
        try
        {
            // A removal must not overtake the registration before it.
            await _sequence.RunAsync(() => SetAsync(wanted));
            Problem = null;
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Reminder tables throw what their databases throw, so there is no narrower type to name.
            Problem = failure.Explain();
        }

        return Problem is null;
    }

    private async Task SetAsync(bool wanted)
    {
        if (_isRegistered == wanted)
            return;
        _isRegistered = null;
        await (wanted ? RegisterAsync() : UnregisterAsync());
        _isRegistered = wanted;
    }

    private async Task RegisterAsync()
    {
        var period = options.Value.ReminderPeriod;
        if (await reminders.GetReminder(_grain, Name) is null)
            await reminders.RegisterOrUpdateReminder(_grain, Name, jitter.UpTo(period), period);
    }

    private async Task UnregisterAsync()
    {
        if (await reminders.GetReminder(_grain, Name) is { } present)
            await reminders.UnregisterReminder(_grain, present);
    }
}
