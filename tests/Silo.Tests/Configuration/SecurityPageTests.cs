using System.Globalization;
using System.Text.RegularExpressions;
using FeishuOrleans.Grains.Interfaces.Gateway;
using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.FleetPage;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using Microsoft.AspNetCore.Authorization;

namespace FeishuOrleans.Silo.Tests.Configuration;

/// <summary>docs/security.md against the program.</summary>
public sealed partial class SecurityPageTests(KeyedSilo fixture) : IClassFixture<KeyedSilo>
{
    private static readonly string Page = File.ReadAllText(RepositoryRoot.File("docs/security.md"));

    public static TheoryData<string, int> Limits => new()
    {
        { "HTTP: connections", HttpLimits.MaxConnections },
        { "HTTP: bytes of the request line", HttpLimits.MaxRequestLineBytes },
        { "HTTP: bytes of the headers", HttpLimits.MaxHeaderBytes },
        { "HTTP: headers", HttpLimits.MaxHeaders },
        { "HTTP: seconds for the headers", HttpLimits.HeaderSeconds },
        { "HTTP: seconds between requests", HttpLimits.IdleSeconds },
        { "HTTP: bytes a second of a body or an answer, at least", HttpLimits.MinBytesPerSecond },
        { "HTTP: seconds for which it may be less", HttpLimits.GraceSeconds },
        { "gateway, silo port: connections that were let in", GateLimits.MaxConnections },
        { "gateway, silo port: connections that have not said who they are", GateLimits.MaxUnknown },
        { "gateway, silo port: seconds to say who they are", (int)GateLimits.KnockLimit.TotalSeconds },
    };

    [Theory]
    [MemberData(nameof(Limits))]
    public void Limits_OfThePage_AreThoseOfTheProgram(string name, int limit) => Assert.Contains($"\n| {name} | {Number(limit)} |\n", Page, StringComparison.Ordinal);

    [Fact]
    public void Ports_OfThePage_AreTheDefaults()
    {
        var cluster = new SiloClusterOptions();

        Assert.Contains($"| `Cluster:SiloPort` | `{cluster.SiloPort}` |", Page, StringComparison.Ordinal);
        Assert.Contains($"| `Cluster:GatewayPort` | `{cluster.GatewayPort}` |", Page, StringComparison.Ordinal);
        Assert.Contains($"`Cluster:AdvertisedAddress` (`{cluster.AdvertisedAddress}`)", Page, StringComparison.Ordinal);
        Assert.Contains($"{ApiLimits.MaxSignIns} tries a minute", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Policy_OfThePage_IsTheOneThatIsSent() => Assert.Contains($"\n{PageRoutes.ContentSecurityPolicy}\n", Page, StringComparison.Ordinal);

    /// <summary>Every route that asks for no key is in the table, and nothing else is.</summary>
    [Fact]
    public void OpenPaths_OfThePage_AreThoseOfTheProgram()
    {
        var open = fixture.Silo.Endpoints.Where(static endpoint => endpoint.Metadata.GetMetadata<IAuthorizeData>() is null);

        var table = Page[Page.IndexOf("| path | tells |", StringComparison.Ordinal)..].Split("\n\n")[0];

        Assert.Equal(open.Select(static endpoint => endpoint.RoutePattern.RawText!).Distinct().Order(), OpenPath().Matches(table).Select(static match => match.Groups[1].Value).Order());
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    [GeneratedRegex("`(/[^`]*)`")]
    private static partial Regex OpenPath();
}
