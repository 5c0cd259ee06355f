namespace Feishu.Client.Sending;

/// <summary>The limits of one app over all its chats (protocol notes, section 7.5); first come, first served.</summary>
internal sealed class AppLimiter(TimeProvider time)
{
    private readonly RateWindow _second = new(SendingLimits.AppPerSecond, TimeSpan.FromSeconds(1), time);
    private readonly RateWindow _minute = new(SendingLimits.AppPerMinute, TimeSpan.FromMinutes(1), time);

    public bool IsIdle => _second.IsIdle && _minute.IsIdle;

    /// <summary>One waits for the next place, the others wait behind it.</summary>
    private SemaphoreSlim Turn { get; } = new(1, 1);

    private TimeSpan Wait => _second.Wait is var second && _minute.Wait is var minute && second > minute ? second : minute;

    /// <summary>Waits for a place and takes it; <see cref="Leave"/> gives it back.</summary>
    /// <returns>Zero; or, when the message's time does not suffice, how long it would have taken.</returns>
    public async Task<TimeSpan> EnterAsync(PendingMessage message, CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(message.TimeLeft, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            await Turn.WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return AtLeastATick(Wait);
        }

        try
        {
            return await TakeAsync(message, stop).ConfigureAwait(false);
        }
        finally
        {
            Turn.Release();
        }
    }

    /// <summary>The call is over.</summary>
    public void Leave()
    {
        _second.End();
        _minute.End();
    }

    /// <summary>The platform wants the whole app to wait.</summary>
    public void CloseFor(TimeSpan duration) => _second.CloseFor(duration);

    private async Task<TimeSpan> TakeAsync(PendingMessage message, CancellationToken stop)
    {
        while (Wait is var wait && wait > TimeSpan.Zero)
        {
            if (wait > message.TimeLeft)
                return wait;
            await Pause.ForAsync(wait, time, stop).ConfigureAwait(false);
        }

        _second.Begin();
        _minute.Begin();
        return TimeSpan.Zero;
    }

    private static TimeSpan AtLeastATick(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.FromTicks(1);
}
