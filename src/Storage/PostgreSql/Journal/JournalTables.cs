namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>
/// The journal's tables. Times are milliseconds since 1970. Rows that change often leave room in their pages, so that a
/// change touches no index.
/// </summary>
internal static class JournalTables
{
    public const string Create =
        """
        CREATE TABLE Account (
            Number     bigint NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
            AccountId  text   NOT NULL COLLATE "C" UNIQUE,
            Generation text   NOT NULL,
            Last       bigint NOT NULL,
            Bytes      bigint NOT NULL
        ) WITH (fillfactor = 50);

        CREATE TABLE Event (
            Account    bigint NOT NULL,
            Sequence   bigint NOT NULL,
            ReceivedAt bigint NOT NULL,
            Key        text   NOT NULL,
            Type       text   NOT NULL,
            ChatId     text   NULL,
            Payload    bytea  NOT NULL,
            PRIMARY KEY (Account, Sequence)
        );

        CREATE TABLE EventKey (
            Hash       bytea  NOT NULL PRIMARY KEY,
            Sequence   bigint NOT NULL,
            ReceivedAt bigint NOT NULL
        );
        CREATE INDEX EventKeyByTime ON EventKey (ReceivedAt);

        CREATE TABLE Subscription (
            Account  bigint  NOT NULL,
            Name     text    NOT NULL COLLATE "C",
            Epoch    bigint  NOT NULL,
            LowWater bigint  NOT NULL,
            Finished bytea   NOT NULL,
            IsPaused boolean NOT NULL,
            PRIMARY KEY (Account, Name)
        ) WITH (fillfactor = 50);

        CREATE TABLE SetAside (
            Account  bigint  NOT NULL,
            Name     text    NOT NULL COLLATE "C",
            Sequence bigint  NOT NULL,
            Kind     integer NOT NULL,
            Attempts integer NOT NULL,
            Since    bigint  NOT NULL,
            NextAt   bigint  NULL,
            Reason   text    NOT NULL,
            PRIMARY KEY (Account, Name, Sequence)
        );
        """;
}
