namespace Feishu.Client.Sending;

/// <summary>The chats of one app, and the limits they share. Guarded by the lock of all queues.</summary>
internal sealed class AppQueue(Lock gate, IMessageApi api, SendingServices services, CancellationToken stop)
{
    private readonly Dictionary<string, ChatLane> _lanes = new(StringComparer.Ordinal);
    private readonly AppLimiter _limiter = new(services.Time);

    /// <summary>Chats that are remembered.</summary>
    public IReadOnlyCollection<ChatLane> Lanes => _lanes.Values;

    public bool IsIdle => _lanes.Count == 0 && _limiter.IsIdle;

    /// <returns>Null when the message has its place, otherwise the refusal.</returns>
    public SendFailed? Add(PendingMessage message, string chat)
    {
        if (!_lanes.TryGetValue(chat, out var lane))
            lane = new ChatLane(gate, new Delivery(api, _limiter, services), services, stop);
        if (lane.Count >= SendingLimits.ChatQueue)
            return TooMany($"{SendingLimits.ChatQueue} messages wait for this chat already.", lane.Wait);
        if (_lanes.Values.Sum(static other => other.Count) >= SendingLimits.AppQueue)
            return TooMany($"{SendingLimits.AppQueue} messages of this app wait already.", TimeSpan.Zero);
        _lanes[chat] = lane;
        lane.Add(message);
        return null;
    }

    /// <summary>Forgets the chats in which nothing happens.</summary>
    public void Sweep()
    {
        foreach (var (chat, lane) in _lanes)
        {
            if (lane.IsIdle)
                _lanes.Remove(chat);
        }
    }

    /// <summary>A place comes free with every message sent.</summary>
    private static SendFailed TooMany(string message, TimeSpan wait) =>
        new(SendFailure.TooMany, null, message) { RetryAfter = SendBackoff.WorthNaming(wait) };
}
