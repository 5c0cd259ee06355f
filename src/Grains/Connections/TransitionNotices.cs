using Feishu.Client;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Timelines;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Connections;

/// <summary>Tells an account of what it stores or acts on: transitions of its connection, and that its delivery went to a later owner.</summary>
internal sealed partial class TransitionNotices
{
    private readonly IGrainFactory _grains;
    private readonly ILogger _logger;

    private readonly LeavingConnections _leaving;
    private readonly SiloTimelines _timelines;

    public TransitionNotices(IGrainFactory grains, DispatchHost deliveries, LeavingConnections leaving, SiloTimelines timelines, ILogger<TransitionNotices> logger)
    {
        (_grains, _leaving, _timelines, _logger) = (grains, leaving, timelines, logger);
        deliveries.Lost += Tell;
    }

    public IConnectionObserver For(string accountId, long epoch) => new Notice(this, accountId, epoch);

    /// <summary>Has the account look after its connection. Returns at once; nothing happens when the epoch is not its own.</summary>
    public void Tell(string accountId, long epoch)
    {
        using (ExecutionContext.SuppressFlow())
            _ = SendAsync(accountId, epoch);
    }

    private async Task SendAsync(string accountId, long epoch)
    {
        try
        {
            await _grains.GetGrain<IAccountOwner>(accountId).ConnectionChangedAsync(epoch).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException or ObjectDisposedException)
        {
            // The account's next health check sees the same.
            LogNotSent(_logger, failure, accountId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Account}: the account could not be told of a change; its next health check will see it.")]
    private static partial void LogNotSent(ILogger logger, Exception failure, string account);

    private sealed class Notice(TransitionNotices notices, string accountId, long epoch) : IConnectionObserver
    {
        public void OnTransition(FeishuConnection connection, Transition transition)
        {
            notices._timelines.Note(accountId, epoch, transition);
            // Left by its owner, it must not come back by itself.
            if (transition.To is Backoff or Faulted)
                notices._leaving.End(accountId, epoch, "ended by itself");
            if (transition.To is Faulted or Connected && transition.From is not Stale)
                notices.Tell(accountId, epoch);
        }
    }
}
