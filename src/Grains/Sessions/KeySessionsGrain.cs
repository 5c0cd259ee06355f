namespace FeishuOrleans.Grains.Sessions;

/// <summary>Keeps a key's sessions, oldest first.</summary>
[GrainType("feishu-key-sessions")]
[CollectionAgeLimit(Hours = LongestIdle)]
internal sealed class KeySessionsGrain(TimeProvider time) : Grain, IKeySessions
{
    /// <summary>Sessions of one key; one more ends the oldest.</summary>
    internal const int MaxSessions = 32;

    /// <summary>Longer than any session, which must not end because nobody asked for a while.</summary>
    private const double LongestIdle = 25;

    private readonly List<KeySession> _sessions = [];

    public Task OpenAsync(KeySession session)
    {
        DropEnded();
        if (_sessions.Count == MaxSessions)
            _sessions.RemoveAt(0);
        _sessions.Add(session);
        return Task.CompletedTask;
    }

    public Task<KeySession?> FindAsync(string tokenHash)
    {
        DropEnded();
        return Task.FromResult(_sessions.Find(session => session.TokenHash == tokenHash));
    }

    public Task CloseAsync(string tokenHash)
    {
        _sessions.RemoveAll(session => session.TokenHash == tokenHash);
        return Task.CompletedTask;
    }

    private void DropEnded()
    {
        var now = time.GetUtcNow();
        _sessions.RemoveAll(session => session.EndsAt <= now);
    }
}
