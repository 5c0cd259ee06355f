using System.Text.RegularExpressions;

namespace FeishuOrleans.Docs.Tests.Pages;

public sealed partial class LinkTests
{
    public static TheoryData<string> Pages => [.. Repository.Files(".", "*.md")];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_RelativeLinks_LeadSomewhere(string path)
    {
        var page = MarkdownPage.Read(path);

        var dead = page.Links.Where(link => !IsExternal(link) && !Resolves(page, link));

        Findings.AssertNone(dead.Select(link => $"{path} links to {link}"));
    }

    [Fact]
    public void Source_PagesNamedInComments_Exist()
    {
        var missing =
            from file in Repository.Files("src", "*.cs").Concat(Repository.Files("tests", "*.cs"))
            from match in PageName().Matches(Repository.ReadText(file))
            where !Repository.Exists(match.Value)
            select $"{file} names {match.Value}";

        Findings.AssertNone(missing);
    }

    private static bool IsExternal(string link) => link.Contains("://", StringComparison.Ordinal) || link.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool Resolves(MarkdownPage page, string link)
    {
        var parts = link.Split('#', 2);
        var target = parts[0].Length == 0
            ? page.Path
            : Path.GetRelativePath(Repository.Root, Path.Combine(Repository.Root, Path.GetDirectoryName(page.Path) ?? "", parts[0]));
        if (!Repository.Exists(target))
            return false;
        return parts.Length == 1 || (target.EndsWith(".md", StringComparison.Ordinal) && MarkdownPage.Read(target).Anchors.Contains(parts[1]));
    }

    [GeneratedRegex(@"\bdocs/[\w/-]+\.md\b")]
    private static partial Regex PageName();
}
