using System.Net.Sockets;
using FeishuOrleans.Grains.Journal;
using Npgsql;

namespace FeishuOrleans.Storage.PostgreSql;

/// <summary>PostgreSQL's failures in words that say what to check, without the connection string.</summary>
internal static class PostgresFailure
{
    /// <summary>idle_in_transaction_session_timeout, which the driver has no name for.</summary>
    private const string IdleInTransaction = "25P03";

    /// <summary>Whether the server, or the way to it, is what failed.</summary>
    public static bool IsOne(Exception failure) => failure is NpgsqlException or SocketException or TimeoutException or ObjectDisposedException;

    /// <summary>Whether the server undid the transaction for the sake of another one's: it may simply be tried again.</summary>
    public static bool IsConflict(Exception failure) =>
        failure is PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected };

    public static JournalException Of(Exception failure, string place) => new(Explain(failure, place), failure);

    public static string Explain(Exception failure, string place) => failure switch
    {
        PostgresException answer => $"{place} {Explain(answer.SqlState)} (SQLSTATE {answer.SqlState}: {answer.MessageText})",
        ObjectDisposedException => $"{place} is closed: the silo stops.",
        { InnerException: TimeoutException } or TimeoutException => $"{place} did not answer in time: look for load, locks, or a network that loses packets.",
        _ => $"{place} cannot be reached: {failure.Message}",
    };

    /// <summary>Codes: https://www.postgresql.org/docs/current/errcodes-appendix.html.</summary>
    private static string Explain(string code) => code switch
    {
        PostgresErrorCodes.DiskFull => "cannot grow: its disk is full. Free space.",
        PostgresErrorCodes.TooManyConnections => "has no connection left: raise max_connections, 26 a silo.",
        PostgresErrorCodes.ReadOnlySqlTransaction => "is read-only: name the primary server, not a standby.",
        PostgresErrorCodes.InsufficientPrivilege => "refuses this user what it asks for: grant it the tables and the schema they are in.",
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification => "refuses the user or password.",
        PostgresErrorCodes.InvalidCatalogName => "is not there: create it.",
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow => "is starting or stopping.",
        IdleInTransaction => "ended the transaction, because this silo was away in the middle of it.",
        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.LockNotAvailable => "did not answer in time: look for load or locks.",
        _ => "cannot be used.",
    };
}
