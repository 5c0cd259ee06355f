namespace FeishuOrleans.Storage.Sqlite;

/// <summary>
/// Reminders. Hashes are unsigned in Orleans and arrive as signed numbers of the same bits; both order the ring alike
/// except for where it begins, and the provider chooses between the two range statements by the signed order.
/// </summary>
internal static class ReminderTable
{
    public const string Create =
        """
        CREATE TABLE Reminder (
            ServiceId    TEXT    NOT NULL,
            GrainId      TEXT    NOT NULL,
            ReminderName TEXT    NOT NULL,
            GrainHash    INTEGER NOT NULL,
            StartTime    TEXT    NOT NULL,
            Period       INTEGER NOT NULL,
            Version      INTEGER NOT NULL,
            PRIMARY KEY (ServiceId, GrainId, ReminderName)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX ReminderByHash ON Reminder (ServiceId, GrainHash);
        """;

    private const string Select = "SELECT GrainId, ReminderName, StartTime, Period, Version FROM Reminder";

    private const string Key = "ServiceId = @ServiceId AND GrainId = @GrainId AND ReminderName = @ReminderName";

    private const string Upsert =
        """
        INSERT INTO Reminder (ServiceId, GrainId, ReminderName, GrainHash, StartTime, Period, Version)
        VALUES (@ServiceId, @GrainId, @ReminderName, @GrainHash, @StartTime, @Period, 1)
        ON CONFLICT (ServiceId, GrainId, ReminderName)
        DO UPDATE SET GrainHash = @GrainHash, StartTime = @StartTime, Period = @Period, Version = Version + 1
        RETURNING Version;
        """;

    public static IReadOnlyDictionary<string, string> Statements { get; } = new Dictionary<string, string>
    {
        ["ReadReminderRowKey"] = $"{Select} WHERE {Key};",
        ["ReadReminderRowsKey"] = $"{Select} WHERE ServiceId = @ServiceId AND GrainId = @GrainId;",
        ["ReadRangeRows1Key"] = $"{Select} WHERE ServiceId = @ServiceId AND GrainHash > @BeginHash AND GrainHash <= @EndHash;",

        // The range crosses the end of the ring. Begin equal to end is the whole ring.
        ["ReadRangeRows2Key"] = $"{Select} WHERE ServiceId = @ServiceId AND (GrainHash > @BeginHash OR GrainHash <= @EndHash);",
        ["UpsertReminderRowKey"] = Upsert,
        ["DeleteReminderRowKey"] = $"DELETE FROM Reminder WHERE {Key} AND Version = @Version; SELECT changes();",
        ["DeleteReminderRowsKey"] = "DELETE FROM Reminder WHERE ServiceId = @ServiceId;",
    };
}
