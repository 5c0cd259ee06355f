namespace Feishu.Client.Sending;

/// <summary>All queues of the process. What is idle is forgotten, so that memory follows the traffic. Thread-safe.</summary>
internal sealed class SendQueues : IAsyncDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<(Uri Platform, string AppId), AppQueue> _apps = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly IMessageApi _api;
    private readonly SendingServices _services;
    private readonly ITimer _sweep;
    private bool _stopped;

    public SendQueues(IMessageApi api, SendingServices services)
    {
        (_api, _services) = (api, services);
        _sweep = services.Time.CreateTimer(static self => ((SendQueues)self!).Sweep(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>How many chats are remembered.</summary>
    public int Chats
    {
        get
        {
            lock (_gate)
                return _apps.Values.Sum(static app => app.Lanes.Count);
        }
    }

    /// <summary>How many apps are remembered.</summary>
    public int Apps
    {
        get
        {
            lock (_gate)
                return _apps.Count;
        }
    }

    /// <returns>Null when the message has its place, otherwise the refusal.</returns>
    /// <exception cref="ObjectDisposedException">The process is stopping.</exception>
    public SendFailed? Add(PendingMessage message, string chat)
    {
        var key = (message.Account.BaseAddress, message.Account.AppId);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stopped, this);
            if (!_apps.TryGetValue(key, out var app))
                app = AddApp(key);
            return app.Add(message, chat);
        }
    }

    /// <summary>Takes a message out of its queue, if it is still in one, and ends its caller's wait.</summary>
    public void Withdraw(PendingMessage message, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (message.Place is { List: { } queue } place)
                queue.Remove(place);
        }

        message.Withdraw(cancellation);
    }

    /// <summary>Ends every wait and every call; what is not sent says so.</summary>
    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            if (_stopped)
                return;
            _stopped = true;
            running = [.. _apps.Values.SelectMany(static app => app.Lanes).Select(static lane => lane.Running)];
        }

        await _sweep.DisposeAsync().ConfigureAwait(false);
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(false);
        _stop.Dispose();
    }

    private AppQueue AddApp((Uri Platform, string AppId) key)
    {
        var app = new AppQueue(_gate, _api, _services, _stop.Token);
        _apps.Add(key, app);

        // Only for the first: a timer that every new app sets back would never fire.
        if (_apps.Count == 1)
            _sweep.Change(SweepEvery, SweepEvery);
        return app;
    }

    private void Sweep()
    {
        lock (_gate)
        {
            if (_stopped)
                return;
            foreach (var (key, app) in _apps)
            {
                app.Sweep();
                if (app.IsIdle)
                    _apps.Remove(key);
            }

            if (_apps.Count == 0)
                _sweep.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
