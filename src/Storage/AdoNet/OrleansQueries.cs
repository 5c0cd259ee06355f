using System.Data.Common;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>The AdoNet providers read the statements they run from the table <c>OrleansQuery</c>. Its name and columns, the
/// keys, and the names of parameters and result columns are their contract; the rest is ours.</summary>
internal static class OrleansQueries
{
    private const string Upsert =
        """
        INSERT INTO OrleansQuery (QueryKey, QueryText) VALUES (@QueryKey, @QueryText)
        ON CONFLICT (QueryKey) DO UPDATE SET QueryText = @QueryText;
        """;

    public static void Write(DbTransaction transaction, IEnumerable<KeyValuePair<string, string>> statements)
    {
        foreach (var (key, text) in statements)
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = Upsert;
            command.Add("@QueryKey", key);
            command.Add("@QueryText", text);
            command.ExecuteNonQuery();
        }
    }
}
