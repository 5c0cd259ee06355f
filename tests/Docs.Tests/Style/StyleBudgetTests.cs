namespace FeishuOrleans.Docs.Tests.Style;

public sealed class StyleBudgetTests
{
    private const int MaxFileLines = 400;
    private const int MaxBlockLines = 60;

    private static readonly SourceFile[] Source = [.. Repository.Files("src", "*.cs").Select(SourceFile.Read)];

    [Fact]
    public void Files_Always_AreWithinTheLineBudget()
    {
        var tooLong = Source.Where(file => file.Lines.Count > MaxFileLines).Select(file => $"{file.Path} has {file.Lines.Count} lines");

        Findings.AssertNone(tooLong);
    }

    [Fact]
    public void Members_Always_AreWithinTheLineBudget()
    {
        var tooLong =
            from file in Source
            let block = file.LongestBlock()
            where block.Length > MaxBlockLines
            select $"{file.Path}:{block.Line} begins a member of {block.Length} lines";

        Findings.AssertNone(tooLong);
    }

    [Fact]
    public void Files_UnlessClosedSets_HoldOneTypeNamedAfterThem()
    {
        var mixed =
            from file in Source
            where file.Types.Count > 0 && !ClosedSets.Files.Contains(file.Path)
            let name = Path.GetFileName(file.Path).Split('.')[0]
            where !file.Types.SequenceEqual([name])
            select $"{file.Path} holds {string.Join(", ", file.Types)}";

        Findings.AssertNone(mixed);
    }

    [Fact]
    public void ClosedSets_Always_HoldSeveralTypes()
    {
        var sets = Source.Where(file => file.Types.Count > 1).Select(file => file.Path);

        Findings.AssertNone(ClosedSets.Files.Except(sets));
    }
}
