using Feishu.Client.Events;
using Feishu.Client.Frames;
using Feishu.Client.Sockets;
using Feishu.Protocol.Endpoints;
using Feishu.Protocol.Frames;

namespace Feishu.Client.Supervision;

/// <summary>
/// One attempt and, if it succeeds, its connection: ticket, socket and loops live and die together. Reports to the
/// supervisor what happened and decides nothing. Whatever it says after its end is told apart by its identity.
/// </summary>
#pragma warning disable CA1001 // The token source has no timer and nobody waits on its handle: there is nothing to release.
internal sealed partial class ConnectionAttempt : IFrameReceiver
#pragma warning restore CA1001
{
    /// <summary>How long events under way may take to be acknowledged before the Close frame goes out.</summary>
    private static readonly TimeSpan AckDrain = TimeSpan.FromMilliseconds(500);

    /// <summary>How long the peer's Close frame is waited for.</summary>
    private static readonly TimeSpan CloseDrain = TimeSpan.FromSeconds(1);

    private readonly ConnectionServices _services;
    private readonly FeishuAccount _account;
    private readonly IEventHandler _handler;
    private readonly ConnectionTally _tally;
    private readonly Action<ConnectionTrigger, ConnectionAttempt> _report;
    private readonly CancellationTokenSource _aborted = new();
    private Task _running = Task.CompletedTask;
    private volatile OpenSocket? _open;
    private ClientConfig _config;
    private long _lastFrame, _pingSent, _pingRoundTrip;

    public ConnectionAttempt(
        ConnectionServices services,
        FeishuAccount account,
        IEventHandler handler,
        ConnectionTally tally,
        ClientConfig config,
        Action<ConnectionTrigger, ConnectionAttempt> report)
    {
        _services = services;
        _account = account;
        _handler = handler;
        _tally = tally;
        _config = config;
        _report = report;
    }

    /// <summary>The newest values the platform gave.</summary>
    public ClientConfig Config => Volatile.Read(ref _config);

    /// <summary>Timestamp of the newest frame; 0 before the first.</summary>
    public long LastFrame => Interlocked.Read(ref _lastFrame);

    /// <summary>Time between the newest answered ping and its pong.</summary>
    public TimeSpan? PingRoundTrip => Interlocked.Read(ref _pingRoundTrip) is > 0 and var ticks ? new TimeSpan(ticks) : null;

    public void Begin() => _running = RunAsync();

    /// <summary>Sends a ping. That it fails shows in the pong that does not come.</summary>
    public void Ping()
    {
        if (_open is not { } socket)
            return;
        Interlocked.Exchange(ref _pingSent, _services.Clock.Time.GetTimestamp());
        _ = socket.Sender.TrySendAsync(ControlFrames.Ping(socket.ServiceId)).AsTask();
    }

    /// <summary>Waits until no event is under way; as long as an acknowledgement counts at most.</summary>
    public Task DrainAsync() => _open is { } socket ? WithinAsync(socket.Events.DrainAsync(), EventReceiver.AckDeadline) : Task.CompletedTask;

    /// <summary>Ends the attempt at once. Its task ends soon after.</summary>
    public async Task AbortAsync()
    {
        await _aborted.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(false);
    }

    /// <summary>Ends the attempt in good order: acknowledges what is under way, says goodbye, takes what still arrives. Bounded.</summary>
    public async Task CloseAsync()
    {
        if (_open is { } socket)
        {
            await WithinAsync(socket.Events.DrainAsync(), AckDrain).ConfigureAwait(false);
            using var limit = new CancellationTokenSource(CloseDrain, _services.Clock.Time);
            if (await socket.Sender.TryCloseAsync(limit.Token).ConfigureAwait(false))
                await WithinAsync(_running, CloseDrain).ConfigureAwait(false);
        }

        await AbortAsync().ConfigureAwait(false);
    }

    public void OnFrame(Frame frame)
    {
        var now = NoteLife();
        if (frame.Method == FrameMethod.Control)
            OnControl(frame, now);
        else if (frame.Method == FrameMethod.Data)
            OnData(frame);
        else
            _report(new ConnectionTrigger.FrameArrived(IsPong: false), this);
    }

    public void OnUnreadable()
    {
        NoteLife();
        _report(new ConnectionTrigger.FrameArrived(IsPong: false), this);
    }

    private void OnControl(Frame frame, long now)
    {
        var isPong = frame.FindHeader(HeaderName.Type) == FrameType.Pong;
        if (isPong)
        {
            var roundTrip = _services.Clock.Time.GetElapsedTime(Interlocked.Read(ref _pingSent), now);
            Interlocked.Exchange(ref _pingRoundTrip, Math.Max(1, roundTrip.Ticks));
            _services.Instruments.OnPong(roundTrip);
            if (ClientConfigUpdate.TryParse(frame.Payload.Span, out var update))
                Volatile.Write(ref _config, Config.Apply(update));
        }

        _report(new ConnectionTrigger.FrameArrived(isPong), this);
    }

    private void OnData(Frame frame)
    {
        _report(new ConnectionTrigger.FrameArrived(IsPong: false), this);
        _open!.Events.Receive(frame);
    }

    private long NoteLife()
    {
        var now = _services.Clock.Time.GetTimestamp();
        Interlocked.Exchange(ref _lastFrame, now);
        return now;
    }

    private async Task RunAsync()
    {
        // Whatever is logged for this connection is below it, the handling of its events too.
        using var scope = AttemptScope(_services.Logger, _account.Id, _tally.NextAttempt());
        try
        {
            if (await ConnectAsync().ConfigureAwait(false) is { } failure)
                _report(new ConnectionTrigger.Failed(failure), this);
        }
        catch (OperationCanceledException) when (_aborted.IsCancellationRequested)
        {
            // The supervisor ended this attempt and knows.
        }
#pragma warning disable CA1031 // A defect here must become a retry that shows, never a silent end: the supervisor is told, the log has the details.
        catch (Exception defect)
#pragma warning restore CA1031
        {
            LogDefect(_services.Logger, defect);
            _report(new ConnectionTrigger.Failed(new(FailureKind.InternalError, null, $"{defect.GetType().Name}: {defect.Message}")), this);
        }
    }

    private async Task<ConnectionFailure?> ConnectAsync()
    {
        var opened = await OpenAsync().ConfigureAwait(false);
        if (opened.Failed(out var failure, out var socket))
            return failure;
        using (socket.Socket)
            return await ReadAsync(socket.Socket, socket.ServiceId).ConfigureAwait(false);
    }

    /// <summary>A step of its own, so that the ticket and its address do not live as long as the connection.</summary>
    private async Task<StepResult<TicketedSocket>> OpenAsync()
    {
        var discovered = await _services.Discovery.RequestAsync(_account, _aborted.Token).ConfigureAwait(false);
        if (discovered.Failed(out var failure, out var ticket))
            return failure;
        _services.Watch.ReportDiscovered(_account);
        Volatile.Write(ref _config, Config.Apply(ticket.Config));
        _report(new ConnectionTrigger.TicketReceived(), this);

        var connected = await _services.Connector.ConnectAsync(ticket.Url.Uri, _aborted.Token).ConfigureAwait(false);
        return connected.Failed(out failure, out var socket) ? failure : new TicketedSocket(socket, ticket.Url.ServiceId);
    }

    private async Task<ConnectionFailure> ReadAsync(ISocket socket, int serviceId)
    {
        using var sender = new FrameSender(socket, _aborted.Token);
        var events = new EventReceiver(_account, _handler, sender, _tally, _services);
        _open = new OpenSocket(sender, events, serviceId);
        _report(new ConnectionTrigger.SocketOpened(), this);
        try
        {
            return await new FramePump(socket, this, _services.Logger).RunAsync(_aborted.Token).ConfigureAwait(false);
        }
        finally
        {
            events.Complete();
            socket.Abort();
        }
    }

    private async Task WithinAsync(Task work, TimeSpan limit)
    {
        try
        {
            await work.WaitAsync(limit, _services.Clock.Time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The limit is the point: what is not done by then is pushed again by the platform.
        }
    }

    private sealed record TicketedSocket(ISocket Socket, int ServiceId);

    private sealed record OpenSocket(FrameSender Sender, EventReceiver Events, int ServiceId);
}
