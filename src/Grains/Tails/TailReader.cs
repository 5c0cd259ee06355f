using FeishuOrleans.Grains.Dispatch;

namespace FeishuOrleans.Grains.Tails;

/// <summary>A reader's place at a tail, and how it is woken.</summary>
internal sealed class TailReader(long after)
{
    private readonly WakeUp _wakeUp = new();
    private long _after = after;

    /// <summary>Sequence of the last event that it took.</summary>
    public long After
    {
        get => Volatile.Read(ref _after);
        set => Volatile.Write(ref _after, value);
    }

    public void Wake() => _wakeUp.Set();

    /// <summary>Waits for news, for the tail's beat, or for the end of the reading.</summary>
    public Task WaitAsync() => _wakeUp.WaitAsync(CancellationToken.None);
}
