using FeishuOrleans.Storage.AdoNet;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>
/// The schema of <c>journal.db</c>. Events and keys are rowid tables that only grow at their end, so that a commit writes
/// few pages; a key is the SHA-256 of account and event key, cut to 16 bytes, so that the one index with a random order
/// stays small. Times are milliseconds since 1970.
/// </summary>
internal static class JournalSchema
{
    /// <summary>An account's head: the last sequence given and the payload bytes kept.</summary>
    public const string CreateAccount =
        """
        CREATE TABLE Account (
            Number     INTEGER NOT NULL PRIMARY KEY,
            AccountId  TEXT    NOT NULL UNIQUE,
            Generation TEXT    NOT NULL,
            Last       INTEGER NOT NULL,
            Bytes      INTEGER NOT NULL
        ) STRICT;
        """;

    public const string CreateEvent =
        """
        CREATE TABLE Event (
            Id         INTEGER NOT NULL PRIMARY KEY,
            Account    INTEGER NOT NULL,
            Sequence   INTEGER NOT NULL,
            ReceivedAt INTEGER NOT NULL,
            Key        TEXT    NOT NULL,
            Type       TEXT    NOT NULL,
            ChatId     TEXT,
            Payload    BLOB    NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX EventBySequence ON Event (Account, Sequence);
        """;

    public const string CreateEventKey =
        """
        CREATE TABLE EventKey (
            Id         INTEGER NOT NULL PRIMARY KEY,
            Hash       BLOB    NOT NULL UNIQUE,
            Sequence   INTEGER NOT NULL,
            ReceivedAt INTEGER NOT NULL
        ) STRICT;
        """;

    public const string CreateSubscription =
        """
        CREATE TABLE Subscription (
            Account  INTEGER NOT NULL,
            Name     TEXT    NOT NULL,
            Epoch    INTEGER NOT NULL,
            LowWater INTEGER NOT NULL,
            Finished BLOB    NOT NULL,
            IsPaused INTEGER NOT NULL,
            PRIMARY KEY (Account, Name)
        ) STRICT, WITHOUT ROWID;
        """;

    public const string CreateSetAside =
        """
        CREATE TABLE SetAside (
            Account  INTEGER NOT NULL,
            Name     TEXT    NOT NULL,
            Sequence INTEGER NOT NULL,
            Kind     INTEGER NOT NULL,
            Attempts INTEGER NOT NULL,
            Since    INTEGER NOT NULL,
            NextAt   INTEGER,
            Reason   TEXT    NOT NULL,
            PRIMARY KEY (Account, Name, Sequence)
        ) STRICT, WITHOUT ROWID;
        """;

    public static SchemaUpgrade Upgrade { get; } = new(
        [new(Version: 1, ReadableFrom: 1, [CreateAccount, CreateEvent, CreateEventKey, CreateSubscription, CreateSetAside])]);
}
