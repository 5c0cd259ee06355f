namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>
/// Reminders. Hashes are unsigned in Orleans and arrive as signed numbers of the same bits; both order the ring alike
/// except for where it begins, and the provider chooses between the two range statements by the signed order.
/// </summary>
internal static class ReminderTable
{
    public const string Create =
        """
        CREATE TABLE Reminder (
            ServiceId    text        NOT NULL,
            GrainId      text        NOT NULL,
            ReminderName text        NOT NULL,
            GrainHash    integer     NOT NULL,
            StartTime    timestamptz NOT NULL,
            Period       bigint      NOT NULL,
            Version      integer     NOT NULL,
            PRIMARY KEY (ServiceId, GrainId, ReminderName)
        );
        CREATE INDEX ReminderByHash ON Reminder (ServiceId, GrainHash);
        """;

    private const string Select = "SELECT GrainId, ReminderName, StartTime, Period, Version FROM Reminder";

    private const string Key = "ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName";

    private const string Upsert =
        """
        INSERT INTO Reminder (ServiceId, GrainId, ReminderName, GrainHash, StartTime, Period, Version)
        VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, 1)
        ON CONFLICT (ServiceId, GrainId, ReminderName)
        DO UPDATE SET GrainHash = @GrainHash, StartTime = @StartTime, Period = @Period, Version = Reminder.Version + 1
        RETURNING Version;
        """;

    private const string Delete =
        $"""
        WITH deleted AS (DELETE FROM Reminder WHERE {Key} AND Version = @Version RETURNING 1)
        SELECT count(*) FROM deleted;
        """;

    public static IReadOnlyDictionary<string, string> Statements { get; } = new Dictionary<string, string>
    {
        ["ReadReminderRowKey"] = $"{Select} WHERE {Key};",
        ["ReadReminderRowsKey"] = $"{Select} WHERE ServiceId = @ServiceId AND GrainId = @GrainId;",
        ["ReadRangeRows1Key"] = $"{Select} WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;",

        // The range crosses the end of the ring. Begin equal to end is the whole ring.
        ["ReadRangeRows2Key"] = $"{Select} WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);",
        ["UpsertReminderRowKey"] = Upsert,
        ["DeleteReminderRowKey"] = Delete,
        ["DeleteReminderRowsKey"] = "DELETE FROM Reminder WHERE ServiceId = @ServiceId;",
    };
}
