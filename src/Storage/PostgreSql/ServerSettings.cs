using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>What the server must be set to, so that what it commits is on disk. Read, because a wrong setting shows only when it is too late.</summary>
internal static class ServerSettings
{
    private const string Read =
        """
        SELECT name, setting FROM pg_settings
        WHERE (name, setting) IN (('fsync', 'off'), ('synchronous_commit', 'off'), ('full_page_writes', 'off')) OR (name = 'server_encoding' AND setting <> 'UTF8');
        """;

    /// <exception cref="StorageSetupException">A setting does not do.</exception>
    public static void Check(NpgsqlConnection connection, string place)
    {
        using var command = new NpgsqlCommand(Read, connection);
        using var reader = command.ExecuteReader();
        if (!reader.Read())
            return;
        var (name, setting) = (reader.GetString(0), reader.GetString(1));
        throw new StorageSetupException(name == "server_encoding"
            ? $"{place} has the encoding {setting}: create it with UTF8."
            : $"{place} has {name} '{setting}', so events that were acknowledged could be lost: set it to 'on'.");
    }
}
