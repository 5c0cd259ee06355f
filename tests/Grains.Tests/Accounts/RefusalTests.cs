using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Accounts;

/// <summary>Whatever is refused changes nothing and says what to do.</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData("A1", "cli_0123456789abcdef", "secret", null, "account id")]
    [InlineData("revision", "cli_0123456789abcdef", "secret", null, "reserved")]
    [InlineData("a1", "", "secret", null, "app id is missing")]
    [InlineData("a1", "cli_012345", "secret", null, "16 hexadecimal digits")]
    [InlineData("a1", "cli_0123456789abcdef", "", null, "app secret is missing")]
    [InlineData("a1", "cli_0123456789abcdef", "two words", null, "copy it again")]
    [InlineData("a1", "cli_0123456789abcdef", "secret", "feishoo", "use 'feishu', 'lark' or a URL")]
    [InlineData("a1", "cli_0123456789abcdef", "secret", "http://open.example.com", "use https")]
    [InlineData("a1", "cli_0123456789abcdef", "secret", "https://open.example.com/path", "nothing more")]
    public async Task Add_BadInput_IsRefused(string id, string appId, string secret, string? domain, string words)
    {
        await using var cluster = await AccountCluster.StartAsync();
        var registration = new AccountRegistration(appId, secret, domain);

        var added = await cluster.Account(id).AddAsync(registration).Within();
        var declared = await cluster.Account(id).DeclareAsync(new AccountDeclaration(registration, 1)).Within();

        Assert.Equal(RefusalKind.InvalidInput, added.Refusal!.Kind);
        Assert.Contains(words, added.Refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret'", added.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(added, declared);
        AssertNothingStored(cluster);
    }

    [Fact]
    public async Task Add_TakenId_IsRefused()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        var before = await AccountCluster.StatusAsync(account);

        var reply = await account.AddAsync(cluster.Registration(app: 2)).Within();

        Assert.Equal(RefusalKind.DuplicateAccount, reply.Refusal!.Kind);
        Assert.Equal(before.AppId, (await AccountCluster.StatusAsync(account)).AppId);
        Assert.Equal(1, cluster.App().LiveConnections);
    }

    [Fact]
    public async Task Add_TakenApp_IsRefusedAndNamesTheOtherAccount()
    {
        await using var cluster = await AccountCluster.StartAsync();
        await cluster.AddConnectedAsync("a1");

        var reply = await cluster.Account("a2").AddAsync(cluster.Registration()).Within();

        Assert.Equal(RefusalKind.DuplicateApp, reply.Refusal!.Kind);
        Assert.Contains("'a1'", reply.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["a1"], (await cluster.Directory.ListAsync(null, 10).Within()).Accounts.Select(static status => status.AccountId));
        Assert.Equal(RefusalKind.UnknownAccount, (await cluster.Account("a2").GetStatusAsync().Within()).Refusal!.Kind);
    }

    [Fact]
    public async Task Add_TwoIdsOneAppAtOnce_ExactlyOneIsAdded()
    {
        await using var cluster = await AccountCluster.StartAsync();

        var replies = await Task.WhenAll(Enumerable.Range(0, 8)
            .Select(number => cluster.Account($"a{number}").AddAsync(cluster.Registration(enabled: false)))).Within();

        Assert.Single(replies, static reply => reply.Status is not null);
        Assert.All(replies.Where(static reply => reply.Status is null), static reply => Assert.Equal(RefusalKind.DuplicateApp, reply.Refusal!.Kind));
        Assert.Single((await cluster.Directory.ListAsync(null, 10).Within()).Accounts);
    }

    [Fact]
    public async Task Add_AppOfARemovedAccount_IsFreeAgain()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var first = await cluster.AddConnectedAsync("a1");
        await first.RemoveAsync().Within();

        var reply = await cluster.Account("a2").AddAsync(cluster.Registration(enabled: false)).Within();

        Assert.Null(reply.Refusal);
    }

    [Fact]
    public async Task Any_UnknownAccount_IsRefused()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var nobody = cluster.Account("nobody");

        var replies = await Task.WhenAll(
            nobody.GetStatusAsync(), nobody.StartAsync(), nobody.StopAsync(), nobody.ReconnectAsync(), nobody.RemoveAsync(), nobody.MarkUndeclaredAsync(1)).Within();

        Assert.All(replies, static reply => Assert.Equal(RefusalKind.UnknownAccount, reply.Refusal!.Kind));
        AssertNothingStored(cluster);
    }

    [Fact]
    public async Task Reconnect_Stopped_IsRefused()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = cluster.Account("a1");
        await account.AddAsync(cluster.Registration(enabled: false)).Within();

        var reply = await account.ReconnectAsync().Within();

        Assert.Equal(RefusalKind.WrongState, reply.Refusal!.Kind);
        Assert.Contains("Start it", reply.Refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertNothingStored(AccountCluster cluster) =>
        Assert.DoesNotContain(cluster.Rows.Rows.Keys, static key => key.StateName != "key-check");
}
