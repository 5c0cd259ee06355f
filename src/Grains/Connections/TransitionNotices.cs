using Feishu.Client;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Accounts;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Connections;

/// <summary>Tells an account of those transitions of its connection that it stores or acts on.</summary>
internal sealed partial class TransitionNotices(IGrainFactory grains, ILogger<TransitionNotices> logger)
{
    public IConnectionObserver For(string accountId, long epoch) => new Notice(this, accountId, epoch);

    private async Task SendAsync(string accountId, long epoch)
    {
        try
        {
            await grains.GetGrain<IAccountOwner>(accountId).ConnectionChangedAsync(epoch).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException or ObjectDisposedException)
        {
            // The account's next health check sees the same.
            LogNotSent(logger, failure, accountId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Account}: the account could not be told of a transition; its next health check will see it.")]
    private static partial void LogNotSent(ILogger logger, Exception failure, string account);

    private sealed class Notice(TransitionNotices notices, string accountId, long epoch) : IConnectionObserver
    {
        public void OnTransition(FeishuConnection connection, Transition transition)
        {
            if (transition.To is not (Faulted or Connected) || transition.From is Stale)
                return;
            using (ExecutionContext.SuppressFlow())
                _ = notices.SendAsync(accountId, epoch);
        }
    }
}
