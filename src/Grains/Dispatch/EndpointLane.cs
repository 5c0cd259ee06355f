using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>
/// The way to one endpoint: a number of places that the accounts share by turns, behind a breaker. An account that found
/// no place stands in line once, so a busy account gets no more than its share. Thread-safe.
/// </summary>
internal sealed partial class EndpointLane : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<ILaneUser> _line = [];
    private readonly HashSet<ILaneUser> _inLine = [];
    private readonly Dictionary<ILaneUser, LanePass> _granted = [];
    private readonly string _endpoint;
    private readonly int _places;
    private readonly EndpointBreaker _breaker;
    private readonly SteadyClock _clock;
    private readonly ILogger _logger;
    private readonly ITimer _reopening;
    private int _taken;

    public EndpointLane(string endpoint, int places, EndpointBreaker breaker, SteadyClock clock, ILogger logger)
    {
        (_endpoint, _places, _breaker, _clock, _logger) = (endpoint, places, breaker, clock, logger);
        _reopening = clock.Time.CreateTimer(_ => WakeNext(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public string Endpoint => _endpoint;

    public BreakerState State
    {
        get
        {
            lock (_gate)
                return _breaker.State;
        }
    }

    /// <summary>How long the endpoint was out of service altogether.</summary>
    public TimeSpan OutOfService
    {
        get
        {
            lock (_gate)
                return _breaker.OutOfService(_clock.Now);
        }
    }

    /// <summary>Asks for a place. Who gets none is woken when there is one for it.</summary>
    public LanePass Enter(ILaneUser user)
    {
        lock (_gate)
        {
            if (_granted.Remove(user, out var pass))
                return pass;
            pass = _inLine.Count == 0 ? Grant() : LanePass.None;
            if (pass == LanePass.None && _inLine.Add(user))
                _line.Enqueue(user);
            if (pass == LanePass.None)
                AwaitReopening();
            return pass;
        }
    }

    /// <summary>The user needs no place any more that it asked for.</summary>
    public void Withdraw(ILaneUser user)
    {
        lock (_gate)
        {
            _inLine.Remove(user);
            if (!_granted.Remove(user, out var pass))
                return;
            _taken--;
            _breaker.Abandon(pass);
        }

        WakeNext();
    }

    /// <summary>A delivery is over, and the endpoint did its part.</summary>
    public void LeaveAfterSuccess(LanePass pass)
    {
        bool hasClosed;
        lock (_gate)
        {
            _taken--;
            hasClosed = _breaker.State != BreakerState.Closed;
            _breaker.Succeed(pass, _clock.Now);
        }

        if (hasClosed)
            LogClosed(_logger, _endpoint);
        WakeNext();
    }

    /// <summary>A delivery is over, and the endpoint did not do its part.</summary>
    /// <returns>Whether the try counts.</returns>
    public bool LeaveAfterFailure(LanePass pass, string? suspect, string reason, TimeSpan? asked)
    {
        bool counts, hasOpened;
        lock (_gate)
        {
            _taken--;
            var before = _breaker.State;
            counts = _breaker.Fail(pass, suspect, asked, _clock.Now);
            hasOpened = before == BreakerState.Closed && _breaker.State == BreakerState.Open;
        }

        if (hasOpened)
            LogOpened(_logger, _endpoint, reason);
        WakeNext();
        return counts;
    }

    /// <summary>A delivery came to no result.</summary>
    public void Leave(LanePass pass)
    {
        lock (_gate)
        {
            _taken--;
            _breaker.Abandon(pass);
        }

        WakeNext();
    }

    public void Dispose() => _reopening.Dispose();

    private LanePass Grant()
    {
        var pass = _taken < _places ? _breaker.Enter(_clock.Now) : LanePass.None;
        if (pass != LanePass.None)
            _taken++;
        return pass;
    }

    private void WakeNext()
    {
        while (GrantNext() is { } user)
            user.Wake();
    }

    private ILaneUser? GrantNext()
    {
        lock (_gate)
        {
            while (_line.TryPeek(out var user) && !_inLine.Contains(user))
                _line.Dequeue();
            if (_line.Count == 0)
                return null;
            var pass = Grant();
            if (pass == LanePass.None)
            {
                AwaitReopening();
                return null;
            }

            var next = _line.Dequeue();
            _inLine.Remove(next);
            _granted.Add(next, pass);
            return next;
        }
    }

    private void AwaitReopening()
    {
        if (_breaker.State != BreakerState.Open)
            return;
        var pause = _breaker.OpenUntil - _clock.Now;
        _reopening.Change(pause > TimeSpan.Zero ? pause : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Endpoint} is left alone for a while, nothing is lost: its answers were failures, the last one {Reason}.")]
    private static partial void LogOpened(ILogger logger, string endpoint, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Endpoint} takes events again.")]
    private static partial void LogClosed(ILogger logger, string endpoint);
}
