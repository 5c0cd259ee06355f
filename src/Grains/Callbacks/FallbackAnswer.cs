using System.Text.Encodings.Web;
using System.Text.Json;
using Feishu.Client.Events;
using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Dispatch;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Callbacks;

/// <summary>What a callback that nobody answered is acknowledged with: nothing, or the toast of <c>Dispatch:CallbackFallbackToast</c>.</summary>
internal sealed class FallbackAnswer(IOptions<DispatchOptions> options)
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly HandlerVerdict _toCards = options.Value.CallbackFallbackToast is { Length: > 0 } text
        ? HandlerVerdict.Respond(JsonSerializer.SerializeToUtf8Bytes(new { toast = new { type = "info", content = text } }, Readable))
        : HandlerVerdict.Accepted;

    /// <summary>The verdict for a callback of a type; only cards can show a toast.</summary>
    public HandlerVerdict To(string type) => type == EventTypes.CardAction ? _toCards : HandlerVerdict.Accepted;
}
