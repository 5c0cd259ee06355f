namespace FeishuOrleans.Storage.Sqlite;

/// <summary>
/// Grain state. A row is the state of one grain under one state name; its version is the eTag. No row in the answer
/// to a write means that somebody else wrote first. The key is text only: see <see cref="AdoNet.UnambiguousKeyStorage"/>.
/// </summary>
internal static class GrainStateTable
{
    public const string Create =
        """
        CREATE TABLE GrainState (
            ServiceId TEXT    NOT NULL,
            StateName TEXT    NOT NULL,
            GrainId   TEXT    NOT NULL,
            Version   INTEGER NOT NULL,
            Payload   BLOB    NULL,
            PRIMARY KEY (ServiceId, StateName, GrainId)
        ) STRICT;
        """;

    private const string Key = "ServiceId = @ServiceId AND StateName = @GrainTypeString AND GrainId = @GrainIdExtensionString";

    private const string Read =
        $"""
        SELECT Payload AS PayloadBinary, Version FROM GrainState WHERE {Key};
        """;

    /// <summary>Without a version the row must be new; with one it must be there with that version.</summary>
    private const string Write =
        $"""
        INSERT INTO GrainState (ServiceId, StateName, GrainId, Version, Payload)
        SELECT @ServiceId, @GrainTypeString, @GrainIdExtensionString, 1, @PayloadBinary
        WHERE @GrainStateVersion IS NULL OR EXISTS (SELECT 1 FROM GrainState WHERE {Key})
        ON CONFLICT (ServiceId, StateName, GrainId)
        DO UPDATE SET Version = Version + 1, Payload = @PayloadBinary WHERE Version = @GrainStateVersion
        RETURNING Version AS NewGrainStateVersion;
        """;

    /// <summary>The row stays, so that the next write continues its versions.</summary>
    private const string Clear =
        $"""
        UPDATE GrainState SET Version = Version + 1, Payload = NULL
        WHERE {Key} AND Version = @GrainStateVersion
        RETURNING Version AS NewGrainStateVersion;
        """;

    public static IReadOnlyDictionary<string, string> Statements { get; } = new Dictionary<string, string>
    {
        ["ReadFromStorageKey"] = Read,
        ["WriteToStorageKey"] = Write,
        ["ClearStorageKey"] = Clear,
    };
}
