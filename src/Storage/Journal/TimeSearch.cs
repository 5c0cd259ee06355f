namespace FeishuOrleans.Storage.Journal;

/// <summary>Finds a moment among the events of an account without an index on time, which every append would pay for.
/// Times ascend with the sequence, but for events that overtook each other on the way to the disk.</summary>
/// <param name="next">Gives the first event at or after a sequence: its sequence and when it was received.</param>
internal sealed class TimeSearch(Func<long, Task<KnownKey?>> next)
{
    /// <summary>More than an event can wait between its reception and its commit.</summary>
    private const long Disorder = 10_000;

    /// <summary>The sequence before the first event received at or after a time; the last one when there is none.</summary>
    /// <param name="first">Sequence of the oldest event kept.</param>
    /// <param name="last">Sequence of the newest.</param>
    /// <param name="time">As <see cref="JournalTime"/> stores it.</param>
    public async Task<long> LastBeforeAsync(long first, long last, long time)
    {
        var at = await SearchAsync(time - Disorder, first, last);
        while (await next(at) is { } found && found.ReceivedAt < time)
            at = found.Sequence + 1;
        return at - 1;
    }

    private async Task<long> SearchAsync(long time, long low, long high)
    {
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (await next(middle) is { } found && found.ReceivedAt < time)
                low = found.Sequence + 1;
            else
                high = middle;
        }

        return low;
    }
}
