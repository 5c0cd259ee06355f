using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>Makes the pools of a database: the operator's connection string with limits of ours.</summary>
internal sealed class PostgresPools(string connectionString)
{
    /// <summary>Seconds to connect, and to wait for a free connection.</summary>
    private const int ConnectTimeout = 5;

    /// <summary>Seconds for a statement of Orleans'.</summary>
    private const int StatementTimeout = 15;

    /// <summary>Seconds for a statement of the journal; the platform stops waiting for an acknowledgement after 3.</summary>
    private const int JournalTimeout = 5;

    /// <summary>Statements that a connection keeps prepared.</summary>
    private const int Prepared = 20;

    public string Place { get; } = Describe(new NpgsqlConnectionStringBuilder(connectionString));

    /// <summary>Whether the driver takes the string. Its own complaint may repeat what is secret.</summary>
    public static bool CanRead(string connectionString)
    {
        try
        {
            return !string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException)
        {
            return false;
        }
    }

    public NpgsqlDataSource Create(string purpose, int connections) => Build(Limit(purpose, connections, StatementTimeout));

    public NpgsqlDataSource CreateJournal(string purpose, int connections)
    {
        var limited = Limit(purpose, connections, JournalTimeout);
        // Orleans' statements are sent by their names; the journal's are few and often.
        limited.MaxAutoPrepare = Prepared;
        return Build(limited);
    }

    private static string Describe(NpgsqlConnectionStringBuilder given) =>
        $"The PostgreSQL database '{given.Database ?? given.Username}' on '{given.Host}:{given.Port}'";

    private static NpgsqlDataSource Build(NpgsqlConnectionStringBuilder limited) => new NpgsqlDataSourceBuilder(limited.ToString()).Build();

    private NpgsqlConnectionStringBuilder Limit(string purpose, int connections, int statementTimeout) => new(connectionString)
    {
        ApplicationName = $"feishu-orleans {purpose}",
        MinPoolSize = 0,
        MaxPoolSize = connections,
        Timeout = ConnectTimeout,
        CommandTimeout = statementTimeout,
        // A server that is gone without a word is noticed.
        KeepAlive = 10,
        // Values of rows stay out of messages.
        IncludeErrorDetail = false,
    };
}
