namespace Feishu.Simulator.OpenApi;

/// <summary>Which chat a message is in, for the newest messages of an app: pushed to it or sent by it. Thread-safe.</summary>
internal sealed class MessageChats
{
    private const int Capacity = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, string> _chats = [];
    private readonly Queue<string> _byAge = new();

    public void Remember(string messageId, string chatId)
    {
        lock (_gate)
        {
            if (_chats.TryAdd(messageId, chatId))
                _byAge.Enqueue(messageId);
            if (_byAge.Count > Capacity)
                _chats.Remove(_byAge.Dequeue());
        }
    }

    /// <summary>The chat; a made-up one for a message we know nothing of.</summary>
    public string Of(string messageId)
    {
        lock (_gate)
            return _chats.GetValueOrDefault(messageId) ?? "oc_of_" + messageId;
    }
}
