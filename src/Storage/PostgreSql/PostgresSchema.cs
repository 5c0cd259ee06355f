using FeishuOrleans.Storage.AdoNet;
using FeishuOrleans.Storage.PostgreSql.Journal;

namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>The schema of the database: Orleans' tables and the journal's, under one version.</summary>
internal static class PostgresSchema
{
    public const string CreateOrleansQuery =
        """
        CREATE TABLE OrleansQuery (
            QueryKey  text NOT NULL PRIMARY KEY,
            QueryText text NOT NULL
        );
        """;

    public static IEnumerable<KeyValuePair<string, string>> Statements =>
        [.. MembershipTables.Statements, .. ReminderTable.Statements, .. GrainStateTable.Statements];

    public static SchemaUpgrade Upgrade { get; } = new(
        [new(Version: 1, ReadableFrom: 1, [MembershipTables.Create, ReminderTable.Create, GrainStateTable.Create, CreateOrleansQuery, JournalTables.Create])],
        static transaction => OrleansQueries.Write(transaction, Statements));
}
