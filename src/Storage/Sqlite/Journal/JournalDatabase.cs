using FeishuOrleans.Grains.Journal;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>The file <c>journal.db</c>, beside <c>cluster.db</c>, so that events never hold up membership.</summary>
internal sealed class JournalDatabase(DataDirectory directory)
{
    public const string FileName = "journal.db";

    /// <summary>Bytes that the write-ahead log keeps on disk once it was written back; it may be longer meanwhile.</summary>
    private const long KeptLogBytes = 64L << 20;

    public string Path { get; } = directory.FileNamed(FileName);

    /// <summary>Makes directory, file and schema where they are not there yet. Safe from several processes at once.</summary>
    /// <exception cref="StorageSetupException">The directory or the file cannot be used, or a newer version wrote it.</exception>
    public void Prepare()
    {
        directory.Prepare();
        try
        {
            using var connection = Open(SqliteOpenMode.ReadWriteCreate);
            SqlitePragmas.Journal.MakeDurable(connection);
            // Takes the write lock at once.
            using var transaction = connection.BeginTransaction(deferred: false);
            JournalSchema.Upgrade.Apply(transaction, $"'{Path}'");
            transaction.Commit();
        }
        catch (SqliteException e)
        {
            throw new StorageSetupException(
                $"The file '{Path}' (Storage:DataDirectory) cannot be used: {e.Message} " +
                "If it is damaged, stop every silo that uses it and restore a backup.", e);
        }
    }

    /// <summary>A connection of the caller's own.</summary>
    /// <exception cref="JournalException">The file cannot be opened.</exception>
    public SqliteConnection Connect()
    {
        try
        {
            return Open(SqliteOpenMode.ReadWrite);
        }
        catch (SqliteException e)
        {
            throw JournalFailure.Of(e, Path);
        }
    }

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(source.ToString());
        try
        {
            connection.Open();
            SqlitePragmas.Journal.Configure(connection);
            using var command = connection.CreateCommand();
            // A commit never writes the log back; JournalCheckpoints does, beside the commits.
            command.CommandText = $"PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = {KeptLogBytes};";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
