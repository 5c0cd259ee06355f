using System.Text.Json;

namespace Feishu.Client.OpenApi;

/// <summary>Reads answers without trusting their shape.</summary>
internal static class AnswerJson
{
    /// <summary>A member that is a text; null when it is missing or something else.</summary>
    public static string? Text(this JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
