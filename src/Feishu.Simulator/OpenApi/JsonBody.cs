using System.Text.Json;

namespace Feishu.Simulator.OpenApi;

/// <summary>Reads request bodies that should be JSON objects.</summary>
internal static class JsonBody
{
    /// <summary>The object, or null when the body is too large or something else.</summary>
    public static async Task<JsonElement?> ReadAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
            return null;

        try
        {
            using MemoryStream bytes = new();
            await request.Body.CopyToAsync(bytes, request.HttpContext.RequestAborted);
            if (bytes.Length > maxBytes)
                return null;

            using var document = JsonDocument.Parse(bytes.ToArray());
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A string member; empty when absent or not a string.</summary>
    public static string Text(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
