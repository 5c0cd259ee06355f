namespace Feishu.Client.Sending;

/// <summary>Waits on the injected clock.</summary>
internal static class Pause
{
    /// <summary>Rounded up to a whole millisecond: a timer that fires early would find nothing due and spin.</summary>
    public static Task ForAsync(TimeSpan duration, TimeProvider time, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(duration.TotalMilliseconds)), time, cancellation);
}
