namespace Feishu.Client.Supervision;

/// <summary>Everything that can happen to a connection: the columns of docs/state-machine.md.</summary>
public abstract record ConnectionTrigger
{
    private ConnectionTrigger()
    {
    }

    /// <summary>The operator wants the account connected.</summary>
    public sealed record StartRequested : ConnectionTrigger;

    /// <summary>The account is no longer wanted here.</summary>
    /// <param name="By">Who stops it.</param>
    public sealed record StopRequested(string By) : ConnectionTrigger;

    /// <summary>The operator wants a new connection now.</summary>
    public sealed record ReconnectRequested : ConnectionTrigger;

    /// <summary>Secret or domain changed.</summary>
    public sealed record AccountChanged : ConnectionTrigger;

    /// <summary>The ramp gave the attempt a slot.</summary>
    /// <param name="At">Begin of the slot; looked up when the trigger's turn has come.</param>
    public sealed record SlotReserved(DateTimeOffset At) : ConnectionTrigger;

    /// <summary>Discovery succeeded.</summary>
    public sealed record TicketReceived : ConnectionTrigger;

    /// <summary>The WebSocket is open.</summary>
    public sealed record SocketOpened : ConnectionTrigger;

    /// <summary>A frame arrived. Reported for every control frame, and for data frames unless the state is <see cref="Connected"/>.</summary>
    /// <param name="IsPong">Whether it answers a ping.</param>
    public sealed record FrameArrived(bool IsPong) : ConnectionTrigger;

    /// <summary>The attempt failed or the socket ended.</summary>
    /// <param name="Failure">Why.</param>
    public sealed record Failed(ConnectionFailure Failure) : ConnectionTrigger;

    /// <summary>The state's due time has come.</summary>
    /// <param name="LastFrameAt">Arrival of the newest frame on the present socket; null when there was none.</param>
    public sealed record TimerElapsed(DateTimeOffset? LastFrameAt) : ConnectionTrigger;

    /// <summary>Discovery works again after it had failed for all (<see cref="PlatformWatch"/>).</summary>
    public sealed record PlatformRecovered : ConnectionTrigger;
}
