using Feishu.Client.Events;
using Microsoft.Extensions.Logging;

namespace Feishu.Client.Supervision;

/// <summary>
/// The supervisors of one account: the present one and, while its connection is being renewed, the one that follows it. The old
/// connection stays until the new one had its first pong; if it ends by itself before, the new one takes its place at once. Each has
/// a state of its own; what others see is the present one's.
/// </summary>
internal sealed partial class Succession : IAsyncDisposable
{
    /// <summary>Age is jittered by this share, so that what connected together is not renewed together.</summary>
    private const double AgeJitter = 0.2;

    private readonly Lock _gate = new();
    private readonly Lock _order = new();
    private readonly ConnectionServices _services;
    private readonly IEventHandler _handler;
    private readonly Action<Transition> _publish;
    private readonly ITimer _age;
    private ConnectionSupervisor _present;
    private ConnectionSupervisor? _successor;
    private Task _ending = Task.CompletedTask;

    public Succession(FeishuAccount account, IEventHandler handler, ConnectionServices services, Action<Transition> publish)
    {
        (_handler, _services, _publish) = (handler, services, publish);
        _present = new ConnectionSupervisor(account, handler, services, OnTransition);
        _age = services.Clock.Time.CreateTimer(static self => ((Succession)self!).OnAge(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public ConnectionSupervisor Present => Volatile.Read(ref _present);

    /// <summary>Opens a new connection beside the present one and replaces it. Does nothing while there is none to replace.</summary>
    public void Renew(FeishuAccount? changed = null)
    {
        ConnectionSupervisor begun;
        lock (_gate)
        {
            if (!IsUp(_present))
                return;
            DropSuccessor();
            begun = _successor = _present.MakeSuccessor(changed ?? _present.Account, _handler, OnTransition);
        }

        LogRenewing(_services.Logger, begun.Account.Id);
        begun.Post(new ConnectionTrigger.StartRequested());
    }

    /// <summary>Goes on with another account. One that differs by its secret alone gets its connection beside the present one.</summary>
    public void UseAccount(FeishuAccount changed)
    {
        if (IsRenewingTo(changed))
            return;
        if (IsUp(Present) && Present.Account with { AppSecret = changed.AppSecret } == changed)
            Renew(changed);
        else
            Present.UseAccount(changed);
    }

    /// <summary>Stops whatever is there, and returns when the sockets are released.</summary>
    public async Task StopAsync(string by)
    {
        lock (_gate)
            DropSuccessor();
        await Present.StopAsync(by).ConfigureAwait(false);
        await Volatile.Read(ref _ending).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _age.DisposeAsync().ConfigureAwait(false);
        await StopAsync("dispose").ConfigureAwait(false);
        await Present.DisposeAsync().ConfigureAwait(false);
    }

    private bool IsRenewingTo(FeishuAccount changed)
    {
        lock (_gate)
            return _successor?.Account == changed;
    }

    private static bool IsUp(ConnectionSupervisor supervisor) => supervisor.State is Connected or Stale;

    private void OnAge() => Renew();

    /// <summary>Two supervisors report on threads of their own: one after the other, or an observer would see them out of order.</summary>
    private void OnTransition(ConnectionSupervisor from, Transition transition)
    {
        lock (_order)
        {
            if (Advance(from, transition) is { } seen)
                _publish(seen);
        }
    }

    /// <returns>What an observer is told; null when nothing of what it sees has changed.</returns>
    private Transition? Advance(ConnectionSupervisor from, Transition transition)
    {
        lock (_gate)
        {
            if (from == _successor)
                return transition.To is Connected { IsProved: true } ? Follow(Present.State, transition.At) : null;
            if (from != _present)
                return null;
            if (transition.To is Backoff or Faulted && _successor?.State is Connecting or Connected)
                return Follow(transition.From, transition.At);
            if (transition.To is not (Connected or Stale))
                DropSuccessor();
            if (transition is { To: Connected, From: Connecting })
                SetAge();
            return transition;
        }
    }

    private Transition Follow(ConnectionState before, DateTimeOffset at)
    {
        var old = _present;
        Volatile.Write(ref _present, _successor!);
        _successor = null;
        End(RetireAsync(old));
        LogRenewed(_services.Logger, _present.Account.Id);
        if (IsUp(_present))
            SetAge();
        return new Transition(before, _present.State, at);
    }

    private void DropSuccessor()
    {
        if (_successor is { } dropped)
            End(dropped.EndAsync("not needed"));
        _successor = null;
    }

    /// <summary>There is no hurry: what the old connection brought is acknowledged before it closes.</summary>
    private static async Task RetireAsync(ConnectionSupervisor old)
    {
        await old.DrainAsync().ConfigureAwait(false);
        await old.EndAsync("renewed").ConfigureAwait(false);
    }

    private void End(Task end)
    {
        Volatile.Write(ref _ending, _ending.IsCompletedSuccessfully ? end : Task.WhenAll(_ending, end));
    }

    private void SetAge()
    {
        var age = _services.Options.MaxConnectionAge * (1 + (AgeJitter * ((2 * _services.Chance()) - 1)));
        _age.Change(age, age);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: a new connection is opened beside the present one")]
    private static partial void LogRenewing(ILogger logger, string account);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: the new connection is up, the old one closes")]
    private static partial void LogRenewed(ILogger logger, string account);
}
