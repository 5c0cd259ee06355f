using System.Globalization;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>How SQLite keeps a file. Read back, because SQLite ignores a pragma that it cannot follow.</summary>
/// <param name="Synchronous">1 (NORMAL) or 2 (FULL). With the write-ahead log both survive the death of the process.</param>
/// <param name="BusyTimeoutMilliseconds">SQLite's own waiting for a lock: it looks again after milliseconds, the driver only after 150.</param>
internal sealed record SqlitePragmas(long Synchronous, long BusyTimeoutMilliseconds)
{
    /// <summary>NORMAL: a loss of power may lose the newest commits, never the file. State that is lost this way is read
    /// again from the platform or declared again.</summary>
    public static SqlitePragmas Cluster { get; } = new(Synchronous: 1, BusyTimeoutMilliseconds: 10_000);

    /// <summary>FULL: what is committed outlives a loss of power. The wait is shorter than the platform's for an
    /// acknowledgement, so that a locked file shows as trouble and not as silence.</summary>
    public static SqlitePragmas Journal { get; } = new(Synchronous: 2, BusyTimeoutMilliseconds: 2_000);

    /// <summary>What belongs to a connection, not to the file.</summary>
    public void Configure(SqliteConnection connection) =>
        Run(connection, $"PRAGMA busy_timeout = {BusyTimeoutMilliseconds}; PRAGMA synchronous = {Synchronous};");

    /// <summary>What belongs to the file: set once, kept by it. Checks the connection's settings as well.</summary>
    /// <exception cref="StorageSetupException">SQLite did not take a setting.</exception>
    public void MakeDurable(SqliteConnection connection)
    {
        Run(connection, "PRAGMA journal_mode = WAL;");
        Expect(connection, "journal_mode", "wal");
        Expect(connection, "synchronous", Synchronous.ToString(CultureInfo.InvariantCulture));
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
