using FeishuOrleans.Grains.Interfaces.Accounts;
using Orleans.Concurrency;

namespace FeishuOrleans.Grains.Interfaces.Events;

/// <summary>
/// An account's events, read by a grain client. The key is the account id. What the account refuses comes as the last item of a
/// sequence; an exception means that the cluster failed, that the account moved to another silo, or that nobody asked for the next item for
/// a while: begin again with <see cref="EventQuery.After"/> of the last batch, and nothing is missed or read twice.
/// </summary>
[Alias("feishu.IAccountEvents")]
[GrainInterfaceType("feishu.account-events")]
public interface IAccountEvents : IGrainWithStringKey
{
    /// <summary>
    /// Events in the order of their sequences, as they come, or up to <see cref="EventQuery.To"/>. The first batch is there at once and
    /// has no events, it says where the reading begins; later ones have at most 1 MB, and without any news one comes every few seconds.
    /// Nothing is read ahead of what the reader takes. Call it <c>WithBatchSize(1)</c>: a batch is one already.
    /// </summary>
    [AlwaysInterleave]
    [Alias("Read")]
    IAsyncEnumerable<EventBatch> ReadAsync(EventQuery query, CancellationToken cancellation = default);

    /// <summary>
    /// Delivers events to the account's webhook once more, marked <c>replayed</c>, with the <c>webhook-id</c> they had: one after the other in
    /// the order of their sequences, each until the webhook took or refused it. Without <see cref="EventQuery.To"/> it ends with the newest event.
    /// Goes on only while the steps are asked for. Refused with <see cref="RefusalKind.WrongState"/> without a webhook and while delivery is held.
    /// </summary>
    [AlwaysInterleave]
    [Alias("Replay")]
    IAsyncEnumerable<ReplayStep> ReplayAsync(EventQuery query, CancellationToken cancellation = default);
}
