using System.Text.RegularExpressions;

namespace FeishuOrleans.Docs.Tests.Style;

/// <summary>
/// A C# file, measured by its layout: the build enforces file-scoped namespaces and the house's indentation, so a type
/// begins in the first column and a member in the fifth.
/// </summary>
internal sealed partial class SourceFile
{
    private SourceFile(string path)
    {
        Path = path;
        Lines = Repository.ReadText(path).TrimEnd().Split('\n');
        Types = [.. Lines.Select(line => TypePattern().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value).Distinct()];
    }

    public string Path { get; }

    public IReadOnlyList<string> Lines { get; }

    /// <summary>Names of the types that are not inside another.</summary>
    public IReadOnlyList<string> Types { get; }

    public static SourceFile Read(string path) => new(path);

    /// <summary>Lines of the longest braced block that belongs to a member, and where it begins.</summary>
    public (int Length, int Line) LongestBlock()
    {
        var longest = (Length: 0, Line: 0);
        var start = 0;
        for (var i = 0; i < Lines.Count; i++)
        {
            if (Lines[i] == "    {")
                start = i + 1;
            else if (Lines[i] is "    }" or "    };" && i - start > longest.Length)
                longest = (i - start, start);
        }

        return longest;
    }

    [GeneratedRegex(@"^(?:(?:public|internal|file|static|sealed|abstract|partial|readonly|ref|unsafe) )*(?:class|record struct|record class|record|struct|interface|enum|delegate [\w<>]+) (\w+)")]
    private static partial Regex TypePattern();
}
