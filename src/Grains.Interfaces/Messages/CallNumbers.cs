namespace FeishuOrleans.Grains.Interfaces.Messages;

/// <summary>Numbers the calls of one caller. Remembers only those that have no answer yet. Thread-safe.</summary>
internal sealed class CallNumbers
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedSet<long>> _open = new(StringComparer.Ordinal);
    private readonly Guid _caller = Guid.NewGuid();
    private long _last;

    /// <summary>Accounts with calls that have no answer yet.</summary>
    public int Accounts
    {
        get
        {
            lock (_gate)
                return _open.Count;
        }
    }

    /// <summary>A call begins.</summary>
    public CallPlace Begin(string accountId)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(accountId, out var open))
                _open.Add(accountId, open = []);
            var place = new CallPlace(_caller, ++_last, open.Max);
            open.Add(place.Number);
            return place;
        }
    }

    /// <summary>It has its answer, or will have none.</summary>
    public void End(string accountId, CallPlace place)
    {
        lock (_gate)
        {
            var open = _open[accountId];
            open.Remove(place.Number);
            if (open.Count == 0)
                _open.Remove(accountId);
        }
    }
}
