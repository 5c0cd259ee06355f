using System.Data.Common;
using FeishuOrleans.Storage.AdoNet;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>The file <c>cluster.db</c>: membership, reminders and grain state of every silo that uses its directory.</summary>
internal sealed class ClusterDatabase(DataDirectory directory) : IOrleansDatabase
{
    public const string FileName = "cluster.db";

    /// <summary>The AdoNet providers know SQLite by the name of an older driver and take Microsoft.Data.Sqlite for it.</summary>
    public string Invariant => "System.Data.SQLite";

    public DbDataSource Membership { get; } = new SqliteSource(directory.FileNamed(FileName));

    public DbDataSource Reminders { get; } = new SqliteSource(directory.FileNamed(FileName));

    public DbDataSource GrainState { get; } = new SqliteSource(directory.FileNamed(FileName));

    public void Prepare() => Prepare(null);

    /// <summary>Makes directory, file and schema where they are not there yet. Safe from several processes at once.</summary>
    /// <param name="underLock">Called with whether the database is new, while no other process prepares it.</param>
    /// <exception cref="StorageSetupException">The directory or the file cannot be used, or a newer version wrote it.</exception>
    public void Prepare(Action<bool>? underLock)
    {
        directory.Prepare();
        try
        {
            using var connection = (SqliteConnection)Membership.OpenConnection();
            SqlitePragmas.Cluster.MakeDurable(connection);
            // Takes the write lock at once.
            using var transaction = connection.BeginTransaction(deferred: false);
            ClusterSchema.Upgrade.Apply(transaction, $"'{connection.DataSource}'", underLock);
            transaction.Commit();
        }
        catch (SqliteException e)
        {
            throw new StorageSetupException(
                $"The file '{directory.FileNamed(FileName)}' (Storage:DataDirectory) cannot be used: {e.Message} " +
                "If it is damaged, stop every silo that uses it and restore a backup.", e);
        }
    }
}
