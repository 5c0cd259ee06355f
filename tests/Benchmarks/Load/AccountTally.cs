using System.Collections;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary>Which sequences of an account came, and whether each chat's came in order. Thread-safe.</summary>
internal sealed class AccountTally
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _highest = new(StringComparer.Ordinal);
    private BitArray _seen = new(1024);

    /// <returns>Whether it is new, and whether it came after a higher one of its chat.</returns>
    public (bool IsNew, bool IsLate) Add(int sequence, string chat)
    {
        lock (_gate)
        {
            if (sequence >= _seen.Length)
                _seen.Length = sequence * 2;
            if (_seen[sequence])
                return (false, false);
            _seen[sequence] = true;
            var isLate = _highest.GetValueOrDefault(chat) > sequence;
            if (!isLate)
                _highest[chat] = sequence;
            return (true, isLate);
        }
    }
}
