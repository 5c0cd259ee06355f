using System.Collections.Concurrent;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Dispatch;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Handover;

/// <summary>
/// Whom to ask about a callback: whom delivery names; and while an account is on its way to another silo, whom it named last. The old
/// socket may still bring callbacks, and a person waits. They have no order that two owners could break; the next one, which finds them in
/// the journal, is told how they ended. Thread-safe.
/// </summary>
internal sealed partial class LeavingCallbacks(
    DispatchHost deliveries, LeavingConnections leaving, IGrainFactory grains, ILogger<LeavingCallbacks> logger) : ICallbackDispatch
{
    private readonly ConcurrentDictionary<string, CallbackWay> _ways = new(StringComparer.Ordinal);

    /// <summary>Delivery is about to end here; what the account's connection brings is asked on for as long as it stays.</summary>
    public void Keep(string accountId, long epoch)
    {
        if (deliveries.WayOf(accountId) is not { } way)
            return;
        _ways[accountId] = way;
        _ = leaving.GoneAsync(accountId, epoch).ContinueWith(
            (_, _) => _ways.TryRemove(new(accountId, way)), null, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <inheritdoc />
    public CallbackWay? WayOf(string accountId) => deliveries.WayOf(accountId) ?? _ways.GetValueOrDefault(accountId);

    /// <inheritdoc />
    public void Answered(string accountId, long sequence)
    {
        deliveries.Answered(accountId, sequence);
        TellNextOwner(accountId, sequence, isAnswered: true);
    }

    /// <inheritdoc />
    public void Unanswered(string accountId, long sequence)
    {
        deliveries.Unanswered(accountId, sequence);
        TellNextOwner(accountId, sequence, isAnswered: false);
    }

    private void TellNextOwner(string accountId, long sequence, bool isAnswered)
    {
        if (!_ways.ContainsKey(accountId))
            return;
        using (ExecutionContext.SuppressFlow())
            _ = SendAsync(accountId, sequence, isAnswered);
    }

    private async Task SendAsync(string accountId, long sequence, bool isAnswered)
    {
        try
        {
            await grains.GetGrain<IAccountOwner>(accountId).CallbackEndedAsync(sequence, isAnswered).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // Whatever it is, a silo of the release before that does not know the call among it: the callback is delivered late.
            LogNotTold(logger, failure, accountId, sequence);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: the next owner could not be told how callback {Sequence} ended, and delivers it late.")]
    private static partial void LogNotTold(ILogger logger, Exception failure, string account, long sequence);
}
