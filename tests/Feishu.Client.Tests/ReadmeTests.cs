namespace Feishu.Client.Tests;

public class ReadmeTests
{
    [Theory]
    [InlineData("src/Feishu.Client/README.md", "ReadmeSample.cs", "sample")]
    [InlineData("src/Feishu.Client/README.md", "ReadmeSample.cs", "handler")]
    [InlineData("docs/sending.md", "Sending/SendingSample.cs", "sample")]
    public void Page_ShowsTheCompiledProgram(string page, string program, string part)
    {
        var source = File.ReadAllLines(RepositoryRoot.File($"tests/Feishu.Client.Tests/{program}"));
        var readme = File.ReadAllLines(RepositoryRoot.File(page)).Select(line => line.Trim()).ToHashSet();

        var shown = source.SkipWhile(line => !line.Contains($"<{part}>", StringComparison.Ordinal)).Skip(1)
            .TakeWhile(line => !line.Contains($"</{part}>", StringComparison.Ordinal)).Select(line => line.Trim());

        Assert.NotEmpty(shown);
        Assert.All(shown, line => Assert.Contains(line, readme));
    }
}
