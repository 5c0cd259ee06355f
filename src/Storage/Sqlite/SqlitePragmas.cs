using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>How SQLite keeps the file. Read back, because SQLite ignores a pragma that it cannot follow.</summary>
internal static class SqlitePragmas
{
    /// <summary>With the write-ahead log, NORMAL survives the death of the process; a loss of power may lose the newest
    /// commits, never the file. State that is lost this way is read again from the platform or declared again.</summary>
    private const long SynchronousNormal = 1;

    /// <summary>SQLite's own waiting for a lock: it looks again after milliseconds, the driver only after 150.</summary>
    private const long BusyTimeoutMilliseconds = 10_000;

    /// <summary>What belongs to a connection, not to the file.</summary>
    public static void Configure(SqliteConnection connection) =>
        Run(connection, $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}; PRAGMA synchronous = {SynchronousNormal};");

    /// <summary>What belongs to the file: set once, kept by it. Checks the connection's settings as well.</summary>
    /// <exception cref="StorageSetupException">SQLite did not take a setting.</exception>
    public static void MakeDurable(SqliteConnection connection)
    {
        Run(connection, "PRAGMA journal_mode = WAL;");
        Expect(connection, "journal_mode", "wal");
        Expect(connection, "synchronous", SynchronousNormal.ToString(CultureInfo.InvariantCulture));
        Expect(connection, "busy_timeout", BusyTimeoutMilliseconds.ToString(CultureInfo.InvariantCulture));
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static void Expect(SqliteConnection connection, string pragma, string expected)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {pragma};";
        var actual = Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
        if (actual != expected)
        {
            throw new StorageSetupException(
                $"SQLite keeps '{connection.DataSource}' with {pragma} '{actual}' instead of '{expected}': " +
                "put Storage:DataDirectory on a local file system.");
        }
    }
}
