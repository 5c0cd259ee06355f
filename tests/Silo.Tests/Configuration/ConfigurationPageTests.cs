using System.Text.RegularExpressions;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Configuration;

/// <summary>docs/configuration.md has every key with its default, and no key that is not there.</summary>
public sealed partial class ConfigurationPageTests
{
    [Fact]
    public void Page_Keys_AreThoseOfTheProgramWithTheirDefaults()
    {
        var page = File.ReadAllText(RepositoryRoot.File("docs/configuration.md"));

        var documented = Row().Matches(page).Select(row => new Setting(row.Groups["key"].Value, row.Groups["default"].Value.Trim().Trim('`')));

        Assert.Equal(SettingCatalog.All.OrderBy(setting => setting.Key), documented.OrderBy(setting => setting.Key));
    }

    /// <summary>A row of a table whose first column is a key with a section.</summary>
    [GeneratedRegex(@"^\| `(?<key>(Feishu|Accounts|Storage|Cluster|Supervision|Secrets|Journal|Dispatch|Telemetry|Api):[^`]+)` \| (?<default>[^|]+) \| [^|\n]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
