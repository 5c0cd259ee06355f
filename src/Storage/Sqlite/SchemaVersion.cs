using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Sqlite;

/// <summary>The row in which the file says what it is.</summary>
/// <param name="Version">Last step applied; 0 when the file is new.</param>
/// <param name="ReadableFrom">Oldest version whose program can work with the file.</param>
internal readonly record struct SchemaVersion(int Version, int ReadableFrom)
{
    private const string CreateAndRead =
        """
        CREATE TABLE IF NOT EXISTS SchemaVersion (
            Id           INTEGER NOT NULL PRIMARY KEY CHECK (Id = 1),
            Version      INTEGER NOT NULL,
            ReadableFrom INTEGER NOT NULL
        ) STRICT;
        SELECT Version, ReadableFrom FROM SchemaVersion;
        """;

    private const string Upsert =
        """
        INSERT INTO SchemaVersion (Id, Version, ReadableFrom) VALUES (1, @Version, @ReadableFrom)
        ON CONFLICT (Id) DO UPDATE SET Version = @Version, ReadableFrom = @ReadableFrom;
        """;

    public static SchemaVersion Read(SqliteTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = CreateAndRead;
        using var reader = command.ExecuteReader();
        return reader.Read() ? new SchemaVersion(reader.GetInt32(0), reader.GetInt32(1)) : default;
    }

    public static void Write(SqliteTransaction transaction, SchemaStep step)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Upsert;
        command.Parameters.AddWithValue("@Version", step.Version);
        command.Parameters.AddWithValue("@ReadableFrom", step.ReadableFrom);
        command.ExecuteNonQuery();
    }
}
