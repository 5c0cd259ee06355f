using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Testing;

/// <summary>A line of the log.</summary>
public sealed record LogLine(LogLevel Level, string Category, string? Event, string Text, Exception? Exception)
{
    public override string ToString() => $"{Level} {Category} {Event}: {Text} {Exception}";
}
