using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>The AdoNet providers read the statements they run from this table. Its name and columns, the keys, and the
/// names of parameters and result columns are their contract; the rest is ours.</summary>
internal static class OrleansQueryTable
{
    public const string Create =
        """
        CREATE TABLE OrleansQuery (
            QueryKey  TEXT NOT NULL PRIMARY KEY,
            QueryText TEXT NOT NULL
        ) STRICT;
        """;

    private const string Upsert =
        """
        INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES (@QueryKey, @QueryText)
        ON CONFLICT (QueryKey) DO UPDATE SET QueryText = @QueryText;
        """;

    public static IEnumerable<KeyValuePair<string, string>> Statements =>
        [.. MembershipTables.Statements, .. ReminderTable.Statements, .. GrainStateTable.Statements];

    public static void Fill(SqliteTransaction transaction)
    {
        foreach (var (key, text) in Statements)
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Upsert;
            command.Parameters.AddWithValue("@QueryKey", key);
            command.Parameters.AddWithValue("@QueryText", text);
            command.ExecuteNonQuery();
        }
    }
}
