namespace FeishuOrleans.Storage.PostgreSql.Journal;

/// <summary>What every transaction of the journal begins with.</summary>
internal static class PostgresTransactions
{
    /// <summary>A silo that is suspended or cut off in the middle of a transaction must not hold up the one that takes over: its locks would
    /// stay until the server notices that the connection is gone, which may take hours.</summary>
    public const string LetGo = "SET LOCAL idle_in_transaction_session_timeout = 2000;";
}
