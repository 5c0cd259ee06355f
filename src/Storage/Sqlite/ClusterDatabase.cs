using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>The file <c>cluster.db</c>: membership, reminders and grain state of every silo that uses its directory.</summary>
internal sealed class ClusterDatabase(DataDirectory directory)
{
    public const string FileName = "cluster.db";

    /// <summary>Three sources, so that membership never queues behind the state of many accounts.</summary>
    public SqliteSource Membership { get; } = new(directory.FileNamed(FileName));

    public SqliteSource Reminders { get; } = new(directory.FileNamed(FileName));

    public SqliteSource GrainState { get; } = new(directory.FileNamed(FileName));

    /// <summary>Makes directory, file and schema where they are not there yet. Safe from several processes at once.</summary>
    /// <param name="underLock">Called with whether the database is new, while no other process prepares it.</param>
    /// <exception cref="StorageSetupException">The directory or the file cannot be used, or a newer version wrote it.</exception>
    public void Prepare(Action<bool>? underLock = null)
    {
        directory.Prepare();
        try
        {
            using var connection = (SqliteConnection)Membership.OpenConnection();
            SqlitePragmas.Cluster.MakeDurable(connection);
            ClusterSchema.Upgrade.Apply(connection, underLock);
        }
        catch (SqliteException e)
        {
            throw new StorageSetupException(
                $"The file '{directory.FileNamed(FileName)}' (Storage:DataDirectory) cannot be used: {e.Message} " +
                "If it is damaged, stop every silo that uses it and restore a backup.", e);
        }
    }
}
