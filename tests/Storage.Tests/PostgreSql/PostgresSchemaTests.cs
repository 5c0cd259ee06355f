using System.Security.Cryptography;
using System.Text;
using FeishuOrleans.Storage.PostgreSql;
using FeishuOrleans.Storage.PostgreSql.Journal;

namespace FeishuOrleans.Storage.Tests.PostgreSql;

public sealed class PostgresSchemaTests
{
    /// <summary>Databases that exist keep the text they were made with. A change of the text needs a new step, and with it a
    /// new version; only then change the expectation.</summary>
    [Fact]
    public void Text_OfEachVersion_NeverChanges()
    {
        string[] created = [MembershipTables.Create, ReminderTable.Create, GrainStateTable.Create, PostgresSchema.CreateOrleansQuery, JournalTables.Create];
        var statements = PostgresSchema.Statements.Select(statement => $"{statement.Key}: {statement.Value}");

        var text = string.Join('\n', [.. created, .. statements]).ReplaceLineEndings("\n");

        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
        Assert.Equal("1:5100c8a0707876a51561f13c46ba2f2a", $"{PostgresSchema.Upgrade.Version}:{fingerprint}");
    }
}
