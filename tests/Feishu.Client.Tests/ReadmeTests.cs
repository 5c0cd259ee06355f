namespace Feishu.Client.Tests;

public class ReadmeTests
{
    [Theory]
    [InlineData("sample")]
    [InlineData("handler")]
    public void Readme_ShowsTheCompiledProgram(string part)
    {
        var source = File.ReadAllLines(RepositoryRoot.File("tests/Feishu.Client.Tests/ReadmeSample.cs"));
        var readme = File.ReadAllLines(RepositoryRoot.File("src/Feishu.Client/README.md")).Select(line => line.Trim()).ToHashSet();

        var shown = source.SkipWhile(line => !line.Contains($"<{part}>", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains($"</{part}>", StringComparison.Ordinal)).Select(line => line.Trim());

        Assert.All(shown, line => Assert.Contains(line, readme));
    }
}
