using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Delivery;

/// <summary>Bodies of the events the simulator makes itself (protocol notes, sections 6.4 and 6.6).</summary>
internal static class EventBodies
{
    private const string MentionKey = "@_user_1";

    public static JsonObject Message(EventPush push, FakeApp app, string messageId, DateTimeOffset now)
    {
        var text = push.MentionBot ? $"{MentionKey} {push.Text}" : push.Text;
        JsonObject message = new()
        {
            ["message_id"] = messageId,
            ["create_time"] = EventEnvelopes.Milliseconds(now),
            ["update_time"] = EventEnvelopes.Milliseconds(now),
            ["chat_id"] = push.ChatId,
            ["chat_type"] = push.ChatType,
            ["message_type"] = "text",
            ["content"] = EventEnvelopes.Text(new JsonObject { ["text"] = text }),
        };
        if (push.MentionBot)
            message["mentions"] = new JsonArray(Mention(app.Identity));
        return new JsonObject { ["sender"] = Sender(push.SenderOpenId), ["message"] = message };
    }

    public static JsonObject CardAction(JsonNode? value, string token, string openMessageId) => new()
    {
        ["operator"] = new JsonObject
        {
            ["tenant_key"] = EventEnvelopes.TenantKey,
            ["open_id"] = "ou_00000000000000000000000000000001",
            ["union_id"] = "on_00000000000000000000000000000001",
        },
        ["token"] = token,
        ["action"] = new JsonObject
        {
            ["value"] = value?.DeepClone() ?? new JsonObject { ["key"] = "value" },
            ["tag"] = "button",
        },
        ["host"] = "im_message",
        ["context"] = new JsonObject
        {
            ["open_message_id"] = openMessageId,
            ["open_chat_id"] = "oc_00000000000000000000000000000001",
        },
    };

    private static JsonObject Sender(string openId) => new()
    {
        ["sender_id"] = Ids(openId),
        ["sender_type"] = "user",
        ["tenant_key"] = EventEnvelopes.TenantKey,
    };

    private static JsonObject Mention(BotIdentity bot) => new()
    {
        ["key"] = MentionKey,
        ["id"] = Ids(bot.OpenId),
        ["mentioned_type"] = "bot",
        ["name"] = bot.Name,
        ["tenant_key"] = EventEnvelopes.TenantKey,
    };

    private static JsonObject Ids(string openId) => new()
    {
        ["union_id"] = openId.Replace("ou_", "on_", StringComparison.Ordinal),
        ["user_id"] = "",
        ["open_id"] = openId,
    };
}
