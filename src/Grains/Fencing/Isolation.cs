namespace FeishuOrleans.Grains.Fencing;

/// <summary>
/// How long a silo has been alone. Storage out of reach is no reason to let sockets go: nobody could write that he took over. Silos out
/// of reach are none either: storage says who lives. Only both together leave open what the others decided.
/// </summary>
internal sealed class Isolation(TimeSpan limit)
{
    private DateTimeOffset? _since;

    /// <summary>Notes what was found.</summary>
    /// <param name="now">When.</param>
    /// <param name="others">Other silos that are said to live.</param>
    /// <param name="silent">Of these, how many did not answer.</param>
    /// <param name="isStorageLost">Whether the membership table could not be read.</param>
    /// <returns>Whether the limit is reached.</returns>
    public bool Note(DateTimeOffset now, int others, int silent, bool isStorageLost)
    {
        _since = isStorageLost && IsMost(silent, others) ? _since ?? now : null;
        return now - _since >= limit;
    }

    /// <summary>Whether so many silent silos are most of the others.</summary>
    public static bool IsMost(int silent, int others) => silent * 2 > others;
}
