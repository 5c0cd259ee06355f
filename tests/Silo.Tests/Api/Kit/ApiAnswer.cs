using System.Text.Json;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Api.Kit;

/// <summary>An answer of the API.</summary>
/// <param name="Status">Its status.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Headers">Its headers.</param>
/// <param name="Text">Its body; nothing of a stream, which has no end.</param>
internal sealed record ApiAnswer(int Status, string? ContentType, IReadOnlyDictionary<string, string> Headers, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>Last part of a problem's type; null for an answer that is none.</summary>
    public string? Problem => ContentType == "application/problem+json" ? Json.GetProperty("type").GetString()!.Split(':')[^1] : null;

    /// <summary>What a problem says to people.</summary>
    public string Detail => Json.GetProperty("detail").GetString()!;

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.ToDictionary(static header => header.Key, static header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
        IsStream(response) ? string.Empty : await response.Content.ReadAsStringAsync().Within(what: "the body"));

    private static bool IsStream(HttpResponseMessage response) => response.Content.Headers.ContentType?.MediaType == "text/event-stream";
}
