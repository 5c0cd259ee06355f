using System.Text.Json;

namespace FeishuOrleans.Testing.Clusters;

/// <summary>Reads a silo as <c>/api/cluster</c> shows it.</summary>
public static class SiloCounts
{
    /// <summary>A number; 0 while the silo has not said it.</summary>
    public static int Count(this JsonElement silo, string name) =>
        silo.TryGetProperty(name, out var count) && count.ValueKind == JsonValueKind.Number ? count.GetInt32() : 0;
}
