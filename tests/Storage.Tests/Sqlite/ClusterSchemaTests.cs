using System.Security.Cryptography;
using System.Text;
using FeishuOrleans.Storage.Sqlite;

namespace FeishuOrleans.Storage.Tests.Sqlite;

public sealed class ClusterSchemaTests
{
    /// <summary>Files that exist keep the text they were made with. A change of the text needs a new step, and with it a
    /// new version; only then change the expectation.</summary>
    [Fact]
    public void Text_OfEachVersion_NeverChanges()
    {
        string[] created = [MembershipTables.Create, ReminderTable.Create, GrainStateTable.Create, OrleansQueryTable.Create];
        var statements = OrleansQueryTable.Statements.Select(statement => $"{statement.Key}: {statement.Value}");

        var text = string.Join('\n', [.. created, .. statements]).ReplaceLineEndings("\n");

        var fingerprint = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
        Assert.Equal("1:51b1ac23bf1cce3e2c933c35aeb18312", $"{ClusterSchema.Upgrade.Version}:{fingerprint}");
    }
}
