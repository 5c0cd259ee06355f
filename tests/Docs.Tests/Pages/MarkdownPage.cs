using System.Text.RegularExpressions;

namespace FeishuOrleans.Docs.Tests.Pages;

/// <summary>A Markdown file, as far as tests look at it: headings, links, and tables under a heading.</summary>
internal sealed partial class MarkdownPage
{
    private readonly string[] _lines;

    private MarkdownPage(string path)
    {
        Path = path;
        _lines = WithoutCode(Repository.ReadText(path));
        Headings = [.. _lines.Select(line => HeadingPattern().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value.Trim())];
        Links = [.. LinkPattern().Matches(string.Join('\n', _lines)).Select(match => match.Groups[1].Value)];
    }

    /// <summary>From the root of the repository.</summary>
    public string Path { get; }

    public IReadOnlyList<string> Headings { get; }

    /// <summary>Targets as written.</summary>
    public IReadOnlyList<string> Links { get; }

    /// <summary>The headings as targets of links: lower case, without punctuation, blanks as hyphens.</summary>
    public IEnumerable<string> Anchors => Headings.Select(heading => NoAnchorPattern().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-'));

    public static MarkdownPage Read(string path) => new(path);

    /// <summary>Rows of the first table after a heading, without its head; each row as its cells, without back-ticks.</summary>
    public IReadOnlyList<string[]> Table(string heading)
    {
        var start = Array.FindIndex(_lines, line => HeadingPattern().Match(line) is { Success: true } match && match.Groups[1].Value.Trim() == heading);
        Assert.True(start >= 0, $"{Path} has no heading '{heading}'.");

        return
        [
            .. _lines.Skip(start + 1)
                .TakeWhile(line => !HeadingPattern().IsMatch(line))
                .SkipWhile(line => !line.StartsWith('|'))
                .TakeWhile(line => line.StartsWith('|'))
                .Skip(2)
                .Select(line => line.Trim('|', ' ').Split('|').Select(cell => cell.Trim(' ', '`')).ToArray()),
        ];
    }

    // What looks like a heading or a link inside a code block is neither.
    private static string[] WithoutCode(string text)
    {
        var inCode = false;
        return [.. text.Split('\n').Where(line =>
        {
            var fence = line.TrimStart().StartsWith("```", StringComparison.Ordinal);
            inCode ^= fence;
            return !fence && !inCode;
        })];
    }

    [GeneratedRegex(@"^#{1,6} (.+)$")]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkPattern();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex NoAnchorPattern();
}
