namespace FeishuOrleans.Storage.Sqlite;

/// <summary>
/// Cluster membership. Every change of a row must be conditional on the table's version and move it, atomically. The
/// condition is in the statement and the move in a trigger, so each change is one statement and needs no transaction
/// that a failure could leave open. Signs of life move nothing: the trigger does not watch their column.
/// </summary>
internal static class MembershipTables
{
    public const string Create =
        """
        CREATE TABLE MembershipVersion (
            ClusterId TEXT    NOT NULL PRIMARY KEY,
            Version   INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE Membership (
            ClusterId    TEXT    NOT NULL REFERENCES MembershipVersion (ClusterId),
            Address      TEXT    NOT NULL,
            Port         INTEGER NOT NULL,
            Generation   INTEGER NOT NULL,
            SiloName     TEXT    NOT NULL,
            HostName     TEXT    NOT NULL,
            Status       INTEGER NOT NULL,
            ProxyPort    INTEGER NOT NULL,
            SuspectTimes TEXT    NULL,
            StartTime    TEXT    NOT NULL,
            IAmAliveTime TEXT    NOT NULL,
            PRIMARY KEY (ClusterId, Address, Port, Generation)
        ) STRICT, WITHOUT ROWID;

        CREATE TRIGGER MembershipInserted AFTER INSERT ON Membership
        BEGIN
            UPDATE MembershipVersion SET Version = Version + 1 WHERE ClusterId = NEW.ClusterId;
        END;

        CREATE TRIGGER MembershipUpdated AFTER UPDATE OF Status, SuspectTimes ON Membership
        BEGIN
            UPDATE MembershipVersion SET Version = Version + 1 WHERE ClusterId = NEW.ClusterId;
        END;
        """;

    private const string Silo = "ClusterId = @DeploymentId AND Address = @Address AND Port = @Port AND Generation = @Generation";

    private const string InsertVersion =
        """
        INSERT INTO MembershipVersion (ClusterId, Version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING;
        SELECT changes();
        """;

    private const string Insert =
        """
        INSERT INTO Membership (ClusterId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
        SELECT ClusterId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime
        FROM MembershipVersion WHERE ClusterId = @DeploymentId AND Version = @Version
        ON CONFLICT DO NOTHING;
        SELECT changes();
        """;

    private const string Update =
        $"""
        UPDATE Membership SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
        WHERE {Silo} AND EXISTS (SELECT 1 FROM MembershipVersion WHERE ClusterId = @DeploymentId AND Version = @Version);
        SELECT changes();
        """;

    /// <summary>Always gives the version: without a silo, the silo's columns are null.</summary>
    private const string ReadAll =
        """
        SELECT v.Version, m.Address, m.Port, m.Generation, m.SiloName, m.HostName, m.Status, m.ProxyPort, m.SuspectTimes, m.StartTime, m.IAmAliveTime
        FROM MembershipVersion v LEFT JOIN Membership m ON m.ClusterId = v.ClusterId
        """;

    private const string Gateways =
        """
        SELECT Address, ProxyPort, Generation FROM Membership
        WHERE ClusterId = @DeploymentId AND Status = @Status AND ProxyPort > 0;
        """;

    /// <summary>Status 6 is Dead: a silo that is only quiet is for the living to judge, never for the clean-up.</summary>
    private const string CleanupOld =
        "DELETE FROM Membership WHERE ClusterId = @DeploymentId AND Status = 6 AND StartTime < @IAmAliveTime AND IAmAliveTime < @IAmAliveTime;";

    /// <summary>One silo that was read before: goes only if it is still as it was read.</summary>
    private const string CleanupOne =
        $"DELETE FROM Membership WHERE {Silo} AND Status = 6 AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime AND SuspectTimes IS @SuspectTimes;";

    public static IReadOnlyDictionary<string, string> Statements { get; } = new Dictionary<string, string>
    {
        ["InsertMembershipVersionKey"] = InsertVersion,
        ["InsertMembershipKey"] = Insert,
        ["UpdateMembershipKey"] = Update,
        ["UpdateIAmAlivetimeKey"] = $"UPDATE Membership SET IAmAliveTime = @IAmAliveTime WHERE {Silo};",
        ["MembershipReadAllKey"] = $"{ReadAll} WHERE v.ClusterId = @DeploymentId;",
        ["MembershipReadRowKey"] =
            $"{ReadAll} AND m.Address = @Address AND m.Port = @Port AND m.Generation = @Generation WHERE v.ClusterId = @DeploymentId;",
        ["GatewaysQueryKey"] = Gateways,
        ["CleanupDefunctSiloEntriesKey"] = CleanupOld,
        ["CleanupDefunctSiloEntryKey"] = CleanupOne,
        ["DeleteMembershipTableEntriesKey"] =
            "DELETE FROM Membership WHERE ClusterId = @DeploymentId; DELETE FROM MembershipVersion WHERE ClusterId = @DeploymentId;",
    };
}
