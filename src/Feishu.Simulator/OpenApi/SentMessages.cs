using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.OpenApi;

/// <summary>Messages an app sent: the same uuid within an hour sends once (protocol notes, section 7.5).</summary>
internal sealed class SentMessages(Dice dice, TimeProvider time)
{
    private static readonly TimeSpan UuidMemory = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (JsonObject Data, long At)> _byUuid = [];
    private readonly Queue<string> _byAge = new();

    /// <summary>The answer for a message, made now or found.</summary>
    public (JsonObject Data, bool Repeated) Send(string uuid, Func<string, JsonObject> create)
    {
        lock (_gate)
        {
            while (_byAge.TryPeek(out var oldest) && time.GetElapsedTime(_byUuid[oldest].At) >= UuidMemory)
                _byUuid.Remove(_byAge.Dequeue());
            if (_byUuid.TryGetValue(uuid, out var known))
                return (known.Data.DeepClone().AsObject(), true);

            var data = create("om_" + dice.Hex(32));
            if (uuid.Length > 0)
            {
                _byUuid.Add(uuid, (data.DeepClone().AsObject(), time.GetTimestamp()));
                _byAge.Enqueue(uuid);
            }

            return (data, false);
        }
    }
}
