using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Feishu.Protocol.Frames;

namespace FeishuOrleans.Docs.Tests.Pages;

public sealed partial class ProtocolPageTests
{
    private static readonly MarkdownPage Page = MarkdownPage.Read("docs/protocol.md");

    [Fact]
    public void LimitsTable_Always_EqualsTheConstants()
    {
        var constants = typeof(ProtocolLimits)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(field => (field.Name, Convert.ToInt64(field.GetRawConstantValue(), CultureInfo.InvariantCulture)));

        var table = Page.Table("11 Limits").Select(row => (row[0], long.Parse(row[1], CultureInfo.InvariantCulture)));

        Assert.Equal(constants.Order(), table.Order());
    }

    [Fact]
    public void Vectors_OnThePage_AreFrames()
    {
        var vectors = HexPattern().Matches(Repository.ReadText(Page.Path)).Select(match => Convert.FromHexString(match.Groups[1].Value)).ToArray();

        Assert.Equal(3, vectors.Length);
        Assert.All(vectors, vector => Assert.Equal(vector, FrameCodec.Encode(FrameCodec.Decode(vector))));
    }

    [Fact]
    public void Citations_InTheSource_LeadToSections()
    {
        var sections = Page.Headings.Select(heading => heading.Split(' ')[0]).ToHashSet();
        var lost =
            from file in Repository.Files("src", "*.cs").Concat(Repository.Files("src", "*.proto")).Concat(Repository.Files("tests", "*.cs"))
            from citation in CitationPattern().Matches(Repository.ReadText(file))
            from number in NumberPattern().Matches(citation.Groups[1].Value)
            where !sections.Contains(number.Value)
            select $"{file} cites section {number.Value}";

        Findings.AssertNone(lost);
    }

    [GeneratedRegex("`([0-9a-f]{40,})`")]
    private static partial Regex HexPattern();

    // "section 2", "sections 1.4 to 1.6", "sections 2, 4.1 and 5"; a comment may break the line anywhere.
    [GeneratedRegex(@"protocol\s+(?:///?\s*)?notes,\s+(?:///?\s*)?sections?\s+((?:\d+(?:\.\d+)*(?:,? (?:and|to) |, )?)+)")]
    private static partial Regex CitationPattern();

    [GeneratedRegex(@"\d+(?:\.\d+)*")]
    private static partial Regex NumberPattern();
}
