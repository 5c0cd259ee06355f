namespace FeishuOrleans.Silo.Api.Keys;

/// <summary>The keys in force. Thread-safe.</summary>
internal sealed class ApiKeyRing(ApiKeySet initial)
{
    private volatile ApiKeySet _current = initial;
    private volatile bool _isClosed = !initial.IsEmpty;

    public ApiKeySet Current => _current;

    /// <summary>Whether a key is demanded. Once it was, it stays so until the process ends: a file that lost its keys must
    /// not open what they closed.</summary>
    public bool DemandsKey => _isClosed;

    public void Replace(ApiKeySet keys)
    {
        // First the lock, then the keys: in between, everybody is refused.
        _isClosed |= !keys.IsEmpty;
        _current = keys;
    }
}
