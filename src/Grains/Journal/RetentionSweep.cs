using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Journal;

/// <summary>Deletes what an account need not keep any more, in portions between which appends run.</summary>
internal sealed class RetentionSweep(IJournalStore journal, JournalSizes sizes, IOptions<JournalOptions> options, TimeProvider time)
{
    /// <summary>Events in a portion: a few milliseconds of the writer's time.</summary>
    private const int Portion = 200;

    /// <summary>Share of the quota above which delivered events go before their time, so that room is there when it is needed.</summary>
    private const double HighMark = 0.9;

    public async Task RunAsync(string accountId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        var request = new PurgeRequest(accountId, now - options.Value.Retention, now - JournalLimits.DeduplicationWindow, Portion);
        while (await journal.PurgeAsync(request, cancellation))
            cancellation.ThrowIfCancellationRequested();
        await MakeRoomAsync(request with { ReceivedBefore = DateTimeOffset.MaxValue }, cancellation);
    }

    private async Task MakeRoomAsync(PurgeRequest request, CancellationToken cancellation)
    {
        var mark = (long)(options.Value.MaxBytesPerAccount * HighMark);
        var isMore = true;
        while (isMore && await MeasureAsync(request.AccountId, cancellation) > mark)
            isMore = await journal.PurgeAsync(request, cancellation);
    }

    private async Task<long> MeasureAsync(string accountId, CancellationToken cancellation)
    {
        var head = await journal.GetHeadAsync(accountId, cancellation);
        sizes.Note(accountId, head.Bytes);
        return head.Bytes;
    }
}
