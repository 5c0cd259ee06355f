namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>
/// Cluster membership. Every change of a row must be conditional on the table's version and move it, atomically. Each
/// change is one statement that moves the version first: its row's lock puts changes in line, and whoever waited for it
/// finds another version and changes nothing.
/// </summary>
internal static class MembershipTables
{
    public const string Create =
        """
        CREATE TABLE MembershipVersion (
            ClusterId text    NOT NULL PRIMARY KEY,
            Version   integer NOT NULL
        );

        CREATE TABLE Membership (
            ClusterId    text        NOT NULL REFERENCES MembershipVersion (ClusterId),
            Address      text        NOT NULL,
            Port         integer     NOT NULL,
            Generation   integer     NOT NULL,
            SiloName     text        NOT NULL,
            HostName     text        NOT NULL,
            Status       integer     NOT NULL,
            ProxyPort    integer     NOT NULL,
            SuspectTimes text        NULL,
            StartTime    timestamptz NOT NULL,
            IAmAliveTime timestamptz NOT NULL,
            PRIMARY KEY (ClusterId, Address, Port, Generation)
        );
        """;

    private const string Silo =
        "Membership.ClusterId = @DeploymentId AND Membership.Address = @Address AND Membership.Port = @Port AND Membership.Generation = @Generation";

    private const string MoveVersion = "UPDATE MembershipVersion SET Version = Version + 1 WHERE ClusterId = @DeploymentId AND Version = @Version";

    private const string InsertVersion =
        """
        WITH inserted AS (INSERT INTO MembershipVersion (ClusterId, Version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1)
        SELECT count(*) FROM inserted;
        """;

    private const string Insert =
        $"""
        WITH moved AS ({MoveVersion} AND NOT EXISTS (SELECT 1 FROM Membership WHERE {Silo}) RETURNING ClusterId),
        inserted AS (
            INSERT INTO Membership (ClusterId, Address, Port, Generation, SiloName, HostName, Status, ProxyPort, StartTime, IAmAliveTime)
            SELECT ClusterId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM moved
            RETURNING 1)
        SELECT count(*) FROM inserted;
        """;

    private const string Update =
        $"""
        WITH moved AS ({MoveVersion} AND EXISTS (SELECT 1 FROM Membership WHERE {Silo}) RETURNING ClusterId),
        updated AS (
            UPDATE Membership SET Status = @Status, SuspectTimes = @SuspectTimes, IAmAliveTime = @IAmAliveTime
            FROM moved WHERE {Silo} RETURNING 1)
        SELECT count(*) FROM updated;
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
        $"""
        DELETE FROM Membership
        WHERE {Silo} AND Status = 6 AND StartTime = @StartTime AND IAmAliveTime = @IAmAliveTime AND SuspectTimes IS NOT DISTINCT FROM @SuspectTimes;
        """;

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
