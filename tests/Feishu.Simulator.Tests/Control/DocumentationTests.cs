using System.Text.RegularExpressions;
using Feishu.Simulator.Control;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Control;

public sealed partial class DocumentationTests
{
    private static readonly string Page = File.ReadAllText(RepositoryRoot.File("docs/simulator.md"));

    [Fact]
    public void Page_NamesExactlyTheCallsThatExist()
    {
        var documented = DocumentedCall().Matches(Page).Select(match => match.Groups[1].Value).Order();

        Assert.Equal(ControlRoutes.All.Select(route => $"{route.Method} {route.Pattern}").Order(), documented);
    }

    [Fact]
    public void Page_EveryCall_HasItsPurposeAndItsCurl() =>
        Assert.All(ControlRoutes.All, route => Assert.Contains(
            $"**`{route.Method} {route.Pattern}`** {route.Purpose}\n\n```sh\n{route.Example.ToCurl(route.Method, "http://127.0.0.1:7000")}\n```",
            Page,
            StringComparison.Ordinal));

    [GeneratedRegex(@"^\*\*`([A-Z]+ /control[^`]*)`\*\*", RegexOptions.Multiline)]
    private static partial Regex DocumentedCall();
}
