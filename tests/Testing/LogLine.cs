using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Testing;

/// <summary>A line of the log.</summary>
public sealed record LogLine(LogLevel Level, string Category, string? Event, string Text, Exception? Exception)
{
    /// <summary>What the scopes around it say, by name.</summary>
    public IReadOnlyDictionary<string, object?> Scopes { get; init; } = new Dictionary<string, object?>();

    public override string ToString() => $"{Level} {Category} {Event}: {Text} {Exception}";
}
