using System.Text.RegularExpressions;

namespace FeishuOrleans.Docs.Tests.Pages;

/// <summary>The first page stays short, and what it tells people to type exists.</summary>
public sealed partial class ReadmeTests
{
    private const string Page = "README.md";
    private const int MostLines = 120;

    private static readonly string Text = Repository.ReadText(Page);

    [Fact]
    public void Readme_Length_IsReadInOneGo() => Assert.InRange(Text.TrimEnd().Split('\n').Length, 1, MostLines);

    [Fact]
    public void Readme_FilesInCommands_Exist()
    {
        var named = CommandFile().Matches(Text).Select(match => match.Groups[1].Value);

        Findings.AssertNone(named.Where(path => !Repository.Exists(path)).Select(path => $"{Page} runs {path}, which is not there"));
    }

    [Fact]
    public void BreakIt_Ports_AreThoseOfTheDemo()
    {
        var demo = Repository.ReadText("demo.sh");
        var section = Text[Text.IndexOf("## Break it", StringComparison.Ordinal)..Text.IndexOf("## Use it", StringComparison.Ordinal)];

        var foreign = Port().Matches(section).Select(match => match.Groups[1].Value).Where(port => !demo.Contains($":-{port}}}", StringComparison.Ordinal));

        Findings.AssertNone(foreign.Select(port => $"{Page} speaks to port {port}, on which demo.sh starts nothing"));
    }

    [GeneratedRegex(@"dotnet run (?:-c Release )?(?:--project )?([\w/.-]+)")]
    private static partial Regex CommandFile();

    [GeneratedRegex(@"127\.0\.0\.1:(\d+)")]
    private static partial Regex Port();
}
