using System.Data.Common;

namespace FeishuOrleans.Storage.AdoNet;

/// <summary>One step of the schema.</summary>
/// <param name="Version">Version of the schema after the step.</param>
/// <param name="ReadableFrom">Oldest version whose program can work with it after the step.</param>
/// <param name="Statements">What the step runs.</param>
internal sealed record SchemaStep(int Version, int ReadableFrom, string[] Statements)
{
    public void Run(DbTransaction transaction)
    {
        foreach (var statement in Statements)
        {
            using var command = transaction.Connection!.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = statement;
            command.ExecuteNonQuery();
        }
    }
}
