using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Feishu.Client.OpenApi;

namespace Feishu.Client.Sending;

/// <summary>A message as the request that sends it (protocol notes, section 7.5).</summary>
internal static class MessageRequest
{
    private const string Path = "/open-apis/im/v1/messages";

    /// <summary>Every byte counts towards the platform's limit, so nothing is escaped that need not be.</summary>
    private static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static OpenApiRequest Build(OutgoingMessage message, string uuid) => message.Target switch
    {
        SendTo to => new(HttpMethod.Post, $"{Path}?receive_id_type={NameOf(to.Type)}", Body(message.Content, uuid, to)),
        ReplyTo to => new(HttpMethod.Post, $"{Path}/{Uri.EscapeDataString(to.MessageId)}/reply", Body(message.Content, uuid, to)),
        _ => throw new ArgumentOutOfRangeException(nameof(message), message.Target, "A target without a request."),
    };

    /// <summary>As the platform spells it.</summary>
    public static string NameOf(ReceiveIdType type) => type switch
    {
        ReceiveIdType.ChatId => "chat_id",
        ReceiveIdType.OpenId => "open_id",
        ReceiveIdType.UserId => "user_id",
        ReceiveIdType.UnionId => "union_id",
        ReceiveIdType.Email => "email",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "An id type without a name."),
    };

    private static byte[] Body(MessageContent content, string uuid, MessageTarget target)
    {
        var buffer = new ArrayBufferWriter<byte>(content.Json.Length + 256);
        using (var json = new Utf8JsonWriter(buffer, Readable))
        {
            json.WriteStartObject();
            if (target is SendTo to)
                json.WriteString("receive_id", to.Id);
            json.WriteString("msg_type", content.Type);
            json.WriteString("content", content.Json);
            if (target is ReplyTo { InThread: true })
                json.WriteBoolean("reply_in_thread", true);
            json.WriteString("uuid", uuid);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
