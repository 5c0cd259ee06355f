using System.Text.Json;
using System.Text.Json.Nodes;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.OpenApi;

/// <summary><c>POST /open-apis/im/v1/messages</c> and its <c>/:message_id/reply</c>.</summary>
internal static class MessagesEndpoint
{
    public const string SendPath = "/open-apis/im/v1/messages";
    public const string ReplyPath = "/open-apis/im/v1/messages/{message_id}/reply";

    private const int MaxUuid = 50;
    private static readonly string[] ReceiveIdTypes = ["open_id", "union_id", "user_id", "email", "chat_id"];

    public static async Task HandleAsync(HttpContext context, FakePlatform platform)
    {
        ApiCall call = new(context, platform, "messages");
        if (call.Caller(out var refusal) is { } app)
            await call.AnswerAsync(app, faults => faults.Messages, () => SendAsync(call, app, platform.Time.GetUtcNow()));
        else
            await call.WriteAsync(null, refusal!);
    }

    private static async Task<ApiAnswer> SendAsync(ApiCall call, FakeApp app, DateTimeOffset now)
    {
        if (await call.ReadBodyAsync() is not { } body)
            return ApiAnswer.Error(ApiCode.MessageParameter, "invalid request body");

        var replyTo = call.Context.Request.RouteValues["message_id"] as string;
        if (Refuse(call.Context.Request, body, replyTo) is { } refusal)
            return refusal;

        var chat = replyTo is null ? body.Text("receive_id") : app.Chats.Of(replyTo);
        var (data, repeated, limited) = app.Sent.Send(body.Text("uuid"), chat, id => Data(app, id, chat, replyTo, body, now));
        if (limited is not null)
            return limited;
        app.Log.Append(new MessageSent(
            data!["message_id"]!.GetValue<string>(), chat, replyTo, body.Text("msg_type"), body.Text("content"), NullIfEmpty(body.Text("uuid")), repeated));
        return ApiAnswer.Data(data);
    }

    private static ApiAnswer? Refuse(HttpRequest request, JsonElement body, string? replyTo)
    {
        if (body.Text("msg_type").Length == 0 || !IsJson(body.Text("content")))
            return ApiAnswer.Error(ApiCode.MessageParameter, "msg_type and content, a JSON text, are required");
        if (body.Text("uuid").Length > MaxUuid)
            return ApiAnswer.Error(ApiCode.MessageParameter, "uuid is longer than 50 characters");
        if (replyTo is not null)
            return replyTo.StartsWith("om_", StringComparison.Ordinal)
                ? null
                : ApiAnswer.Error(ApiCode.ReplyTargetInvisible, "the message to reply to is not visible");
        if (!ReceiveIdTypes.Contains(request.Query["receive_id_type"].ToString()))
            return ApiAnswer.Error(ApiCode.MessageParameter, "receive_id_type is missing or unknown");
        return body.Text("receive_id").Length == 0 ? ApiAnswer.Error(ApiCode.ReceiveIdInvalid, "receive_id is invalid") : null;
    }

    private static JsonObject Data(FakeApp app, string id, string chat, string? replyTo, JsonElement body, DateTimeOffset now) => new()
    {
        ["message_id"] = id,
        ["root_id"] = replyTo,
        ["parent_id"] = replyTo,
        ["msg_type"] = body.Text("msg_type"),
        ["create_time"] = EventEnvelopes.Milliseconds(now),
        ["update_time"] = EventEnvelopes.Milliseconds(now),
        ["deleted"] = false,
        ["updated"] = false,
        ["chat_id"] = chat,
        ["sender"] = new JsonObject
        {
            ["id"] = app.AppId,
            ["id_type"] = "app_id",
            ["sender_type"] = "app",
            ["tenant_key"] = EventEnvelopes.TenantKey,
        },
        ["body"] = new JsonObject { ["content"] = body.Text("content") },
    };

    private static bool IsJson(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
