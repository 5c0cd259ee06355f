using FeishuOrleans.Storage.AdoNet;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>The schema of <c>cluster.db</c>.</summary>
internal static class ClusterSchema
{
    public static SchemaUpgrade Upgrade { get; } = new(
        [new(Version: 1, ReadableFrom: 1, [MembershipTables.Create, ReminderTable.Create, GrainStateTable.Create, OrleansQueryTable.Create])],
        static transaction => OrleansQueries.Write(transaction, OrleansQueryTable.Statements));
}
