namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Memory for payloads that wait, shared by all accounts of the silo. Thread-safe.</summary>
internal sealed class PayloadBudget
{
    private long _used;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref _used, bytes) <= DispatchLimits.CachedBytesOfSilo)
            return true;
        Return(bytes);
        return false;
    }

    public void Return(int bytes) => Interlocked.Add(ref _used, -bytes);
}
