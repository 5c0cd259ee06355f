namespace Feishu.Client.Sending;

/// <summary>
/// The messages to one chat, one at a time: the next begins when the one before has its result, because two calls under way
/// may overtake each other. The queue is guarded by the lock of all queues, so that a lane that is in use is never forgotten.
/// </summary>
internal sealed partial class ChatLane(Lock gate, Delivery delivery, SendingServices services, CancellationToken stop)
{
    private readonly LinkedList<PendingMessage> _waiting = new();
    private readonly RateWindow _window = new(SendingLimits.ChatPerSecond, TimeSpan.FromSeconds(1), services.Time);
    private bool _busy, _underWay;

    /// <summary>Messages waiting or under way.</summary>
    public int Count => _waiting.Count + (_underWay ? 1 : 0);

    /// <summary>Time until the next message may start.</summary>
    public TimeSpan Wait => _window.Wait;

    /// <summary>Nothing to do and nothing to remember.</summary>
    public bool IsIdle => !_busy && _window.IsIdle;

    /// <summary>Ends when the queue is empty.</summary>
    public Task Running { get; private set; } = Task.CompletedTask;

    public void Add(PendingMessage message)
    {
        message.Place = _waiting.AddLast(message);
        if (_busy)
            return;
        _busy = true;

        // The work outlives the call that started it, and belongs to many callers.
        using (ExecutionContext.SuppressFlow())
            Running = Task.Run(RunAsync, CancellationToken.None);
    }

    private PendingMessage? Next()
    {
        lock (gate)
        {
            var next = _waiting.First;
            _busy = _underWay = next is not null;
            if (next is null)
                return null;
            _waiting.Remove(next);
            return next.Value;
        }
    }

    private async Task RunAsync()
    {
        while (Next() is { } message)
        {
            try
            {
                message.Complete(await delivery.RunAsync(message, _window, stop).ConfigureAwait(false));
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                message.Complete(new SendFailed(SendFailure.NoAnswer, null, "The process is stopping."));
            }
#pragma warning disable CA1031 // A defect is this message's result, and must not end the lane for those behind it.
            catch (Exception defect)
#pragma warning restore CA1031
            {
                LogDefect(services.Logger, defect, message.Account.Id);
                message.Fail(defect);
            }
        }
    }
}
