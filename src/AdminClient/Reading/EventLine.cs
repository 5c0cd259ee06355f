using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using FeishuOrleans.AdminClient.Output;
using FeishuOrleans.Grains.Interfaces.Events;

namespace FeishuOrleans.AdminClient.Reading;

/// <summary>The two ways an event is written on a line.</summary>
internal static class EventLine
{
    private const int MaxText = 200;

    /// <summary>For programs: the object that the event stream over HTTP has.</summary>
    public static string Json(AccountEvent read)
    {
        var line = new ArrayBufferWriter<byte>(read.Payload.Length + 256);
        AccountEventJson.Write(line, read);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }

    /// <summary>For people: when, which, what, where, whom it calls, and the text of a text message.</summary>
    public static string Text(AccountEvent read)
    {
        var received = read.ReceivedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var mention = read.Mention is "me" or "all" ? $" @{read.Mention}" : "";
        var own = read.Self == true ? " (own)" : "";
        var line = $"{received} {read.Sequence} {read.Type} {read.ChatId ?? "-"}{mention}{own}{TextOf(read) switch { { } text => $": {text}", null => "" }}";
        return PlainText.Clean(line);
    }

    private static string? TextOf(AccountEvent read)
    {
        if (!read.IsJson)
            return null;
        try
        {
            using var payload = JsonDocument.Parse(read.Payload);
            if (Text(payload.RootElement, "event", "message", "content") is not { } written)
                return null;
            using var content = JsonDocument.Parse(written);
            return Text(content.RootElement, "text") is not { } text ? null : text.Length <= MaxText ? text : $"{text[..MaxText]}…";
        }
        catch (JsonException)
        {
            // A kind of message whose content is not JSON: it has no text to show.
            return null;
        }
    }

    private static string? Text(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
                return null;
        }

        return element.ValueKind == JsonValueKind.String ? element.GetString() : null;
    }
}
