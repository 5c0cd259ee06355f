using FeishuOrleans.Storage.AdoNet;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>The table of <see cref="OrleansQueries"/> and what is in it.</summary>
internal static class OrleansQueryTable
{
    public const string Create =
        """
        CREATE TABLE OrleansQuery (
            QueryKey  TEXT NOT NULL PRIMARY KEY,
            QueryText TEXT NOT NULL
        ) STRICT;
        """;

    public static IEnumerable<KeyValuePair<string, string>> Statements =>
        [.. MembershipTables.Statements, .. ReminderTable.Statements, .. GrainStateTable.Statements];
}
