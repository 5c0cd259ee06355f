using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.Tests.Api.Kit;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Keys as they are configured.</summary>
public sealed class ApiKeyTests
{
    private static readonly string Hash = ApiSilo.Hash("k");

    [Theory]
    [InlineData("read", "read")]
    [InlineData("read,operate", "read", "operate")]
    [InlineData("send, read", "send", "read")]
    public void Scopes_AsText_AreRead(string scopes, params string[] expected) =>
        Assert.Equal(expected, Load("--Api:Keys:me:Sha256=" + Hash, "--Api:Keys:me:Scopes=" + scopes).Find("k")!.Scopes);

    [Fact]
    public void Scopes_AsArray_AreRead() =>
        Assert.Equal(["read", "send"], Load("--Api:Keys:me:Sha256=" + Hash, "--Api:Keys:me:Scopes:0=read", "--Api:Keys:me:Scopes:1=send").Find("k")!.Scopes);

    [Theory]
    [InlineData("k", true)]
    [InlineData("K", false)]
    [InlineData("", false)]
    [InlineData("k ", false)]
    public void Find_OnlyTheKeyItself(string presented, bool isFound) =>
        Assert.Equal(isFound, Load("--Api:Keys:me:Sha256=" + Hash.ToLowerInvariant(), "--Api:Keys:me:Scopes=read").Find(presented) is not null);

    [Theory]
    [InlineData("Api:Keys:me:Sha256 must be", "--Api:Keys:me:Scopes=read")]
    [InlineData("Api:Keys:me:Sha256 must be", "--Api:Keys:me:Sha256=hush-hush", "--Api:Keys:me:Scopes=read")]
    [InlineData("Api:Keys:me:Scopes is ''", "--Api:Keys:me:Sha256=0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("Api:Keys:me:Scopes is 'all'", "--Api:Keys:me:Sha256=0000000000000000000000000000000000000000000000000000000000000000", "--Api:Keys:me:Scopes=all")]
    [InlineData("Api:Keys:me:Scope is unknown. There is: Sha256, Scopes.", "--Api:Keys:me:Scope=read")]
    [InlineData("Api:Key is unknown. There is: Keys.", "--Api:Key=read")]
    [InlineData("the name of a key", "--Api:Keys:a b:Scopes=read")]
    [InlineData("have the same Sha256", "--Api:Keys:a:Sha256=0000000000000000000000000000000000000000000000000000000000000000", "--Api:Keys:a:Scopes=read",
        "--Api:Keys:b:Sha256=0000000000000000000000000000000000000000000000000000000000000000", "--Api:Keys:b:Scopes=read")]
    public void Load_Mistake_IsNamed(string expected, params string[] arguments)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Load(arguments));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Urls_WithAKey_MayBeReachedFromElsewhere() => Assert.Equal(
        ["http://0.0.0.0:8080"],
        SiloSettings.Load(CommandLine.Parse(["--urls=http://0.0.0.0:8080", "--Api:Keys:me:Sha256=" + Hash, "--Api:Keys:me:Scopes=read"])).Urls);

    [Fact]
    public void Urls_WithoutAKey_MayNot() => Assert.Contains(
        "set Api:Keys",
        Assert.Throws<StartRefusedException>(() => SiloSettings.Load(CommandLine.Parse(["--urls=http://0.0.0.0:8080"]))).Message,
        StringComparison.Ordinal);

    private static ApiKeySet Load(params string[] arguments) => SiloSettings.Load(CommandLine.Parse(arguments)).ApiKeys;
}
