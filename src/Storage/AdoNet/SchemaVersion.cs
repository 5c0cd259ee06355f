using System.Data.Common;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>The row in which a database says what it is. Its statements are those that every database understands.</summary>
/// <param name="Version">Last step applied; 0 when the database is new.</param>
/// <param name="ReadableFrom">Oldest version whose program can work with the database.</param>
internal readonly record struct SchemaVersion(int Version, int ReadableFrom)
{
    private const string CreateAndRead =
        """
        CREATE TABLE IF NOT EXISTS SchemaVersion (
            Id           INTEGER NOT NULL PRIMARY KEY CHECK (Id = 1),
            Version      INTEGER NOT NULL,
            ReadableFrom INTEGER NOT NULL
        );
        SELECT Version, ReadableFrom FROM SchemaVersion;
        """;

    private const string Upsert =
        """
        INSERT INTO SchemaVersion (Id, Version, ReadableFrom) VALUES (1, @Version, @ReadableFrom)
        ON CONFLICT (Id) DO UPDATE SET Version = @Version, ReadableFrom = @ReadableFrom;
        """;

    public static SchemaVersion Read(DbTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = CreateAndRead;
        using var reader = command.ExecuteReader();
        return reader.Read() ? new SchemaVersion(reader.GetInt32(0), reader.GetInt32(1)) : default;
    }

    public static void Write(DbTransaction transaction, SchemaStep step)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = Upsert;
        command.Add("@Version", step.Version);
        command.Add("@ReadableFrom", step.ReadableFrom);
        command.ExecuteNonQuery();
    }
}
