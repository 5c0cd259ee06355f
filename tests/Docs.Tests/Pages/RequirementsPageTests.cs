using System.Globalization;
using System.Text.RegularExpressions;

namespace FeishuOrleans.Docs.Tests.Pages;

public sealed partial class RequirementsPageTests
{
    private const string Later = "later", None = "none: ";

    private static readonly IReadOnlyList<string[]> Rows = MarkdownPage.Read("docs/requirements.md").Table("The table");

    [Fact]
    public void Table_Always_HasEveryRequirementOnce()
    {
        var wanted = Numbered('S', 35).Concat(Numbered('O', 12)).Append("N1").Append("N9");

        Assert.Equal(wanted, Rows.Select(row => row[0]));
    }

    [Fact]
    public void Rows_Always_NameATestOrSayWhyNot()
    {
        var silent =
            from row in Rows
            where row.Length != 4 || row.Any(string.IsNullOrEmpty) || (TestsOf(row).Length == 0 && !IsExplained(row))
            select $"{row[0]} names no test and does not say why";

        Findings.AssertNone(silent);
    }

    [Fact]
    public void Tests_TheTableNames_Exist()
    {
        var tests = Repository.Files("tests", "*Tests.cs").SelectMany(TestsIn).ToHashSet();
        var missing =
            from row in Rows
            from test in TestsOf(row)
            where !tests.Contains(test)
            select $"{row[0]} names {test}";

        Findings.AssertNone(missing);
    }

    private static IEnumerable<string> Numbered(char letter, int count) =>
        Enumerable.Range(1, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{letter}{number}"));

    private static bool IsExplained(string[] row) =>
        row[3].StartsWith(None, StringComparison.Ordinal) || (row[3] == Later && row[2].Contains("*Later*:", StringComparison.Ordinal));

    private static string[] TestsOf(string[] row) => row[3] == Later || row[3].StartsWith(None, StringComparison.Ordinal)
        ? []
        : [.. row[3].Split("<br>").Select(name => name.Trim(' ', '`'))];

    private static IEnumerable<string> TestsIn(string path)
    {
        var source = Repository.ReadText(path);
        var holder = $"{NamespacePattern().Match(source).Groups[1].Value}.{Path.GetFileNameWithoutExtension(path)}";
        return TestPattern().Matches(source).Select(match => $"{holder}.{match.Groups[1].Value}");
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespacePattern();

    // The attributes stand above the method, one or several lines of them.
    [GeneratedRegex(@"^    \[(?:Fact|Theory).*\n(?:    \[.*\n)*    public (?:static )?(?:async )?(?:void|Task|ValueTask) (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex TestPattern();
}
