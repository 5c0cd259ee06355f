namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>
/// Grain state. A row is the state of one grain under one state name; its version is the eTag. No row in the answer
/// to a write means that somebody else wrote first. The key is text only: see <see cref="AdoNet.UnambiguousKeyStorage"/>.
/// The casts give a null its type.
/// </summary>
internal static class GrainStateTable
{
    public const string Create =
        """
        CREATE TABLE GrainState (
            ServiceId text    NOT NULL,
            StateName text    NOT NULL,
            GrainId   text    NOT NULL,
            Version   integer NOT NULL,
            Payload   bytea   NULL,
            PRIMARY KEY (ServiceId, StateName, GrainId)
        );
        """;

    private const string Key = "ServiceId = @ServiceId AND StateName = @GrainTypeString AND GrainId = @GrainIdExtensionString";

    private const string Version = "CAST(@GrainStateVersion AS integer)";

    private const string Read =
        $"""
        SELECT Payload AS PayloadBinary, Version FROM GrainState WHERE {Key};
        """;

    /// <summary>Without a version the row must be new; with one it must be there with that version.</summary>
    private const string Write =
        $"""
        INSERT INTO GrainState (ServiceId, StateName, GrainId, Version, Payload)
        SELECT @ServiceId, @GrainTypeString, @GrainIdExtensionString, 1, CAST(@PayloadBinary AS bytea)
        WHERE {Version} IS NULL OR EXISTS (SELECT 1 FROM GrainState WHERE {Key})
        ON CONFLICT (ServiceId, StateName, GrainId)
        DO UPDATE SET Version = GrainState.Version + 1, Payload = EXCLUDED.Payload WHERE GrainState.Version = {Version}
        RETURNING Version AS NewGrainStateVersion;
        """;

    /// <summary>The row stays, so that the next write continues its versions.</summary>
    private const string Clear =
        $"""
        UPDATE GrainState SET Version = Version + 1, Payload = NULL
        WHERE {Key} AND Version = {Version}
        RETURNING Version AS NewGrainStateVersion;
        """;

    public static IReadOnlyDictionary<string, string> Statements { get; } = new Dictionary<string, string>
    {
        ["ReadFromStorageKey"] = Read,
        ["WriteToStorageKey"] = Write,
        ["ClearStorageKey"] = Clear,
    };
}
