using System.Data.Common;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>
/// Refuses a start over storage that silos of another cluster id are using: they would not see each other, and would take each
/// other's accounts away for ever. Silos that only left their rows behind are in nobody's way.
/// </summary>
internal static class OtherClusters
{
    /// <summary>Three signs of life missed: nobody lives there.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromSeconds(15);

    // Status 3 is Active.
    private const string Query = "SELECT ClusterId, SiloName, IAmAliveTime FROM Membership WHERE ClusterId <> @ClusterId AND Status = 3;";

    /// <exception cref="StorageSetupException">There is one.</exception>
    public static void Refuse(DbDataSource membership, string clusterId, DateTimeOffset now)
    {
        using var connection = membership.OpenConnection();
        using var command = connection.CreateCommand();
        command.CommandText = Query;
        command.Add("@ClusterId", clusterId);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var seen = new DateTimeOffset(DateTime.SpecifyKind(reader.GetDateTime(2), DateTimeKind.Utc));
            if (now - seen < Quiet)
                throw new StorageSetupException(Explain(reader.GetString(0), reader.GetString(1), clusterId));
        }
    }

    private static string Explain(string other, string silo, string clusterId) =>
        $"Cluster:ClusterId is '{clusterId}', but silo {silo} uses the same storage as '{other}'. Silos that share accounts must have one cluster id: " +
        $"set Cluster:ClusterId to '{other}'. To change it, stop every silo first and wait {Quiet.TotalSeconds:0} seconds.";
}
