using System.Text;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests.Reading;

/// <summary>Events for accounts that have none of their own.</summary>
internal static class FakeEvents
{
    /// <summary>Gives an account this many more text messages.</summary>
    public static void Receive(this FakeAccounts accounts, string id, int count = 1, string type = "im.message.receive_v1")
    {
        var events = accounts.Events.GetOrAdd(id, static _ => new Signal<AccountEvent>());
        for (var i = 0; i < count; i++)
            events.Add(Message(id, events.Items.Count + 1, type));
    }

    public static AccountEvent Message(string id, long sequence, string type = "im.message.receive_v1") => new(
        id, sequence, type, "oc_1", Statuses.Begin, "me", false, Payload($$"""{"text":"hello {{sequence}}"}"""), IsJson: true);

    /// <summary>A message with this content.</summary>
    public static byte[] Payload(string content) =>
        Encoding.UTF8.GetBytes($$"""{"schema":"2.0","event":{"message":{"content":{{System.Text.Json.JsonSerializer.Serialize(content)}}} } }""");
}
