using System.Text.Json;
using System.Text.Json.Serialization;

namespace Feishu.Protocol.Events;

/// <summary>
/// A typed view of the body of an event (protocol notes, sections 6.4 to 6.6). Every field may be absent, and is null
/// then: the platform leaves out what does not apply and what the app has no permission for. Views are classes, not
/// records, so that no message text gets into a log by way of <c>ToString</c>.
/// </summary>
public abstract class EventView
{
    /// <summary>Fields this view does not know, as received.</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? Unknown { get; set; }
}
