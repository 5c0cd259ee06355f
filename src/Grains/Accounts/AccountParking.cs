using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What people do with an account's parked events.</summary>
internal sealed class AccountParking(IGrainContextAccessor context, AccountStore store, DeliveryControl delivery, IJournalStore journal)
{
    private const int MaxLimit = 1000;

    private readonly string _accountId = context.AccountId();

    /// <summary>One page of them.</summary>
    public async Task<ParkedReply> ListAsync(long after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(after);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxLimit);
        if (Obstacle() is { } obstacle)
            return ParkedReply.Refused(obstacle);
        try
        {
            var rows = await delivery.Dispatcher!.Parked.ListAsync(after, limit);
            var events = await Task.WhenAll(rows.Select(DescribeAsync));
            return ParkedReply.Of(new ParkedPage(events, rows.Count == limit ? rows[^1].Sequence : null));
        }
        catch (JournalException failure)
        {
            return ParkedReply.Refused(Unavailable(failure.Explain()));
        }
    }

    /// <summary>Delivers one of them again, or all.</summary>
    public async Task<ParkedChangeReply> RedriveAsync(long? sequence)
    {
        if (Obstacle() is { } obstacle)
            return ParkedChangeReply.Refused(obstacle);
        try
        {
            var count = await delivery.Dispatcher!.Parked.RedriveAsync(sequence);
            return sequence is { } one && count == 0 ? NotParked(one) : ParkedChangeReply.Of(count);
        }
        catch (JournalException failure)
        {
            return ParkedChangeReply.Refused(Unavailable(failure.Explain()));
        }
    }

    /// <summary>Gives one up.</summary>
    public async Task<ParkedChangeReply> DropAsync(long sequence)
    {
        if (Obstacle() is { } obstacle)
            return ParkedChangeReply.Refused(obstacle);
        try
        {
            return await delivery.Dispatcher!.Parked.DropAsync(sequence) ? ParkedChangeReply.Of(1) : NotParked(sequence);
        }
        catch (JournalException failure)
        {
            return ParkedChangeReply.Refused(Unavailable(failure.Explain()));
        }
    }

    private static ParkedChangeReply NotParked(long sequence) => ParkedChangeReply.Refused(
        new(RefusalKind.UnknownEvent, $"Event {sequence} is not parked. List the parked events to see which are."));

    private static AccountRefusal Unavailable(string problem) => new(RefusalKind.StorageUnavailable, $"Parked events cannot be changed or shown now: {problem}. Try again.");

    private AccountRefusal? Obstacle() => store.State switch
    {
        null => Unavailable("the account's state could not be read"),
        { Registration: null } => AccountRules.Unknown.ToReply().Refusal,
        { Delivery: null } => DeliveryRules.NoWebhook.ToReply().Refusal,
        _ => delivery.Dispatcher is { IsLoaded: true } ? null : Unavailable(delivery.Problem ?? "delivery is just beginning"),
    };

    private async Task<ParkedEvent> DescribeAsync(SetAsideEvent row)
    {
        var found = await journal.ReadAsync(_accountId, row.Sequence - 1, 1, 1, CancellationToken.None);
        var entry = found is [var kept] && kept.Sequence == row.Sequence ? kept.Entry : null;
        // What is set aside is not purged; an event that is gone all the same is shown, so that it can be dropped.
        return new ParkedEvent(row.Sequence, entry?.Type ?? "gone", entry?.ChatId, entry?.ReceivedAt ?? row.Since, row.Attempts, row.Reason, row.Since);
    }
}
