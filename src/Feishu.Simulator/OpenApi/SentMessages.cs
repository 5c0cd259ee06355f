using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.OpenApi;

/// <summary>Messages an app sent: the same uuid within an hour sends once, and no faster than allowed (protocol notes, section 7.5).</summary>
internal sealed class SentMessages(FakePlatform platform, MessageChats chats)
{
    private static readonly TimeSpan UuidMemory = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (JsonObject Data, long At)> _byUuid = [];
    private readonly Queue<string> _byAge = new();
    private readonly SendRates _rates = new(platform.Time);

    /// <summary>The answer for a message, made now or found; or the refusal.</summary>
    public (JsonObject? Data, bool Repeated, ApiAnswer? Refusal) Send(string uuid, string chat, Func<string, JsonObject> create)
    {
        lock (_gate)
        {
            while (_byAge.TryPeek(out var oldest) && platform.Time.GetElapsedTime(_byUuid[oldest].At) >= UuidMemory)
                _byUuid.Remove(_byAge.Dequeue());
            if (_byUuid.TryGetValue(uuid, out var known))
                return (known.Data.DeepClone().AsObject(), true, null);
            if (_rates.Take(chat, platform.Settings) is { } refusal)
                return (null, false, refusal);

            var id = "om_" + platform.Dice.Hex(32);
            var data = create(id);
            chats.Remember(id, chat);
            Remember(uuid, data);
            return (data, false, null);
        }
    }

    private void Remember(string uuid, JsonObject data)
    {
        if (uuid.Length == 0)
            return;
        _byUuid.Add(uuid, (data.DeepClone().AsObject(), platform.Time.GetTimestamp()));
        _byAge.Enqueue(uuid);
    }
}
