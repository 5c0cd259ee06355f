using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Keys change with the file, without a restart.</summary>
public sealed class KeyReloadTests
{
    private const string Path = "/api/accounts";

    [Fact]
    public async Task File_Changed_NewKeysCountAndOldOnesDoNot()
    {
        await using var silo = await ApiSilo.StartAsync(With("one"));
        Assert.Equal(200, await AskAsync(silo, "one"));

        await ReloadAsync(silo, With("two"), "read anew: me");

        Assert.Equal((401, 200), (await AskAsync(silo, "one"), await AskAsync(silo, "two")));
    }

    [Theory]
    [InlineData("{ \"Api\": { \"Keys\": { \"me\": ")]
    [InlineData("{ \"Api\": { \"Keys\": { \"me\": { \"Sha256\": \"hush-hush\", \"Scopes\": \"read\" } } } }")]
    [InlineData("{ \"Apis\": {} }")]
    public async Task File_WithAMistake_ChangesNothing(string configuration)
    {
        await using var silo = await ApiSilo.StartAsync(With("one"));
        silo.Logs.Announce(static line => line.Text.Contains("stay as they are", StringComparison.Ordinal));

        await ReloadAsync(silo, configuration, "stay as they are");

        Assert.Equal(200, await AskAsync(silo, "one"));
        Assert.DoesNotContain(silo.Logs.Lines.Items, static line => line.Text.Contains("hush-hush", StringComparison.Ordinal));
    }

    [Fact]
    public async Task File_WithoutKeysAnyMore_StaysClosed()
    {
        await using var silo = await ApiSilo.StartAsync(With("one"));

        await ReloadAsync(silo, "{}", "read anew");

        Assert.Equal((401, 401), (await AskAsync(silo, "one"), await AskAsync(silo, null)));
    }

    [Fact]
    public async Task File_WithTheFirstKey_Closes()
    {
        await using var silo = await ApiSilo.StartAsync();
        Assert.Equal(200, await AskAsync(silo, null));

        await ReloadAsync(silo, With("one"), "read anew: me");

        Assert.Equal((401, 200), (await AskAsync(silo, null), await AskAsync(silo, "one")));
    }

    private static async Task ReloadAsync(ApiSilo silo, string configuration, string said)
    {
        var line = silo.Logs.Lines.FirstAsync(line => line.Text.Contains(said, StringComparison.Ordinal));
        await silo.ConfigureAsync(configuration);
        await line.Within(what: $"a line with '{said}'");
    }

    private static async Task<int> AskAsync(ApiSilo silo, string? key) => (await silo.SendAsync("GET", Path, key)).Status;

    private static string With(string key) => $$"""{ "Api": { "Keys": { "me": { "Sha256": "{{ApiSilo.Hash(key)}}", "Scopes": ["read", "send"] } } } }""";
}
