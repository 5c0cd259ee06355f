using System.Text.RegularExpressions;
using FeishuOrleans.Deploy.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>The files of the chart by themselves.</summary>
public sealed partial class ChartFileTests(HelmChart chart)
{
    public static TheoryData<string> Topologies => HelmChart.All;

    [Theory]
    [MemberData(nameof(Topologies))]
    public async Task Lint_EachTopology_FindsNothing(string topology)
    {
        var (exitCode, text) = await chart.LintAsync(topology);

        Assert.True(exitCode == 0, text);
        Assert.DoesNotContain("[WARNING]", text, StringComparison.Ordinal);
    }

    /// <summary>A chart can only have what is in its folder.</summary>
    [Theory]
    [InlineData("files/alerts.yaml", "deploy/alerts/feishu-orleans.yaml")]
    [InlineData("files/dashboard.json", "deploy/grafana/feishu-orleans.json")]
    public void Copies_OfOtherFiles_AreTheSame(string copy, string original) =>
        Assert.Equal(File.ReadAllText(RepositoryRoot.File(original)), File.ReadAllText(Path.Combine(HelmChart.Folder, copy)));

    [Fact]
    public void Version_Always_IsThatOfTheProgram()
    {
        var version = Version().Match(File.ReadAllText(RepositoryRoot.File("Directory.Build.props"))).Groups[1].Value;
        var description = File.ReadAllText(Path.Combine(HelmChart.Folder, "Chart.yaml"));

        Assert.Contains($"\nversion: {version}\n", description, StringComparison.Ordinal);
        Assert.Contains($"\nappVersion: {version}\n", description, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_EveryKey_IsExplained()
    {
        var lines = File.ReadAllLines(Path.Combine(HelmChart.Folder, "values.yaml"));

        var bare = lines.Where((line, at) => Leaf().IsMatch(line) && !lines[at - 1].TrimStart().StartsWith("# ", StringComparison.Ordinal));

        Assert.Empty(bare);
    }

    [GeneratedRegex("<Version>(.+)</Version>")]
    private static partial Regex Version();

    /// <summary>A key with a value; those that only hold others speak for themselves.</summary>
    [GeneratedRegex(@"^ *[A-Za-z_]+: +\S")]
    private static partial Regex Leaf();
}
