using Azure.Data.Tables;

namespace FeishuOrleans.Storage.AzureStorage.Journal;

/// <summary>Bytes over as many properties as they need: one takes 64 KiB.</summary>
internal static class StoredBytes
{
    private const int MaxProperty = 64 * 1024;

    public static void Write(TableEntity row, string name, ReadOnlyMemory<byte> bytes)
    {
        for (var part = 0; bytes.Length > 0; part++)
        {
            var size = Math.Min(bytes.Length, MaxProperty);
            row[$"{name}{part}"] = bytes[..size].ToArray();
            bytes = bytes[size..];
        }
    }

    public static byte[] Read(TableEntity row, string name)
    {
        var parts = new List<byte[]>();
        while (row.GetBinary($"{name}{parts.Count}") is { } part)
            parts.Add(part);
        return parts.Count == 1 ? parts[0] : [.. parts.SelectMany(static part => part)];
    }
}
