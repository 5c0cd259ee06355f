using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>Values of the row that a reader is at. The driver has read the whole row by then, so nothing here waits.</summary>
internal static class RowValues
{
    public static byte[] Bytes(this NpgsqlDataReader row, int column) => row.GetFieldValue<byte[]>(column);

    public static string? TextOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static long? LongOrNull(this NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
