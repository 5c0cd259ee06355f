using Feishu.Client.Events;
using Feishu.Client.Supervision;
using Microsoft.Extensions.Logging;

namespace Feishu.Client;

/// <summary>
/// Keeps one account connected: from <see cref="Start"/> on, until it is stopped, whatever the network and the platform
/// do. All members are thread-safe.
/// </summary>
public sealed partial class FeishuConnection : IAsyncDisposable
{
    /// <summary>A stop that has not ended by then is reported and left to end by itself.</summary>
    public static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(2);

    private readonly ConnectionServices _services;
    private readonly Succession _supervisors;
    private readonly IConnectionObserver? _observer;
    private readonly Outage _outage;

    internal FeishuConnection(FeishuAccount account, IEventHandler handler, ConnectionServices services, IConnectionObserver? observer)
    {
        _services = services;
        _observer = observer;
        _outage = new Outage(services.Instruments);
        _supervisors = new Succession(account, handler, services, Publish);
    }

    /// <summary>The account, as last given.</summary>
    public FeishuAccount Account => _supervisors.Present.Account;

    /// <summary>Where the connection stands now.</summary>
    public ConnectionSnapshot Snapshot
    {
        get
        {
            var now = _services.Clock.Now;
            var supervisor = _supervisors.Present;
            var state = supervisor.State;
            var attempt = supervisor.Attempt;
            return new ConnectionSnapshot
            {
                State = state,
                LastFrameAt = attempt is { LastFrame: > 0 and var frame } ? _services.Clock.At(frame) : null,
                LastEventAt = supervisor.Tally is { LastEvent: > 0 and var received } ? _services.Clock.At(received) : null,
                PingRoundTrip = attempt?.PingRoundTrip,
                Counters = supervisor.Tally.Counters,
                DisconnectedSince = _outage.Since,
                IsStuck = state.DueAt is { } due && now > due + _services.Options.StaleAfter,
            };
        }
    }

    /// <summary>Wants the account connected. Returns at once. While waiting after a failure or a fault: tries again now.</summary>
    public void Start() => _supervisors.Present.Post(new ConnectionTrigger.StartRequested());

    /// <summary>Gives up the present connection, if there is one, and connects at once. Does nothing when stopped.</summary>
    public void Reconnect() => _supervisors.Present.Post(new ConnectionTrigger.ReconnectRequested());

    /// <summary>Opens a new connection beside the present one; the old one closes when the new one has answered a ping, and stays
    /// while that does not succeed. Does nothing while not connected. Happens by itself every <see cref="SupervisionOptions.MaxConnectionAge"/>.</summary>
    public void Renew() => _supervisors.Renew();

    /// <summary>Goes on with another secret or domain. With another secret alone a live connection stays until the one with the new secret is up.</summary>
    public void UseAccount(FeishuAccount changed) => _supervisors.UseAccount(changed);

    /// <summary>Stops: says goodbye to the platform, takes what still arrives, releases the socket. At most 2 s in any state; safe to repeat.</summary>
    /// <param name="by">Who stops it, for log and status.</param>
    public async Task StopAsync(string by) => await WithinLimitAsync(_supervisors.StopAsync(by)).ConfigureAwait(false);

    /// <summary>Waits until no event that has come is still to be acknowledged, 2.5 s at most. To be called before a stop that is in no hurry.</summary>
    public Task DrainAsync() => _supervisors.Present.DrainAsync();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await WithinLimitAsync(_supervisors.DisposeAsync().AsTask()).ConfigureAwait(false);

    private async Task WithinLimitAsync(Task stop)
    {
        try
        {
            await stop.WaitAsync(StopLimit, _services.Clock.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            LogStopOverdue(_services.Logger, Account.Id, StopLimit);
        }
    }

    private void Publish(Transition transition)
    {
        _outage.Follow(transition);
        _observer?.OnTransition(this, transition);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Account}: the socket was not released within {Limit}; it ends by itself.")]
    private static partial void LogStopOverdue(ILogger logger, string account, TimeSpan limit);
}
