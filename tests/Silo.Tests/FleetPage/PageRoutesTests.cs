using System.Text;
using System.Text.RegularExpressions;
using FeishuOrleans.Silo.FleetPage;
using FeishuOrleans.Silo.Tests.Api.Kit;

namespace FeishuOrleans.Silo.Tests.FleetPage;

public sealed partial class PageRoutesTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    public static TheoryData<string> Files => [.. PageAssets.Files.Keys];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task File_OfThePage_IsSentUnderItsPolicy(string file)
    {
        var answer = await fixture.Silo.SendAsync("GET", $"/page/{file}");

        Assert.Equal((200, PageAssets.Files[file].ContentType.Split(';')[0]), (answer.Status, answer.ContentType));
        Assert.Equal(PageRoutes.ContentSecurityPolicy, answer.Headers["Content-Security-Policy"]);
        Assert.Equal("nosniff", answer.Headers["X-Content-Type-Options"]);
        Assert.Equal("no-cache", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task File_ThatTheBrowserHas_IsNotSentAgain()
    {
        var answer = await fixture.Silo.SendAsync("GET", "/", change: static request => request.Headers.TryAddWithoutValidation("If-None-Match", PageAssets.Index.Tag));

        Assert.Equal((304, ""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("/page/nothing.js")]
    [InlineData("/page/..%2Fappsettings.json")]
    public async Task File_OfNoPage_IsNotThere(string path) => Assert.Equal(404, (await fixture.Silo.SendAsync("GET", path)).Status);

    [Fact]
    public void Files_ThatThePageNames_AreAllThereIs()
    {
        var named = PageAssets.Files.Values.SelectMany(static file => Named().Matches(Encoding.UTF8.GetString(file.Bytes))).Select(static match => match.Groups["file"].Value);

        Assert.Equal(PageAssets.Files.Keys.Except(["index.html"]).Order(), named.Distinct().Order());
    }

    /// <summary>Links of the page, imports of its modules.</summary>
    [GeneratedRegex(@"(?:""page/|from '\./)(?<file>[\w.-]+)[""']")]
    private static partial Regex Named();
}
