using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Accounts;

/// <summary>A secret is replaced only by one that the platform accepts, and without a moment offline.</summary>
public sealed class RotateSecretTests
{
    private const string Other = "an0ther-secret-of-the-app-0123456";

    [Fact]
    public async Task RotateSecret_Accepted_IsStoredSealedAndTheConnectionIsNeverDown()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        var app = cluster.App();
        app.AppSecret = Other;

        var reply = await account.RotateSecretAsync(new SecretRotation(Other)).Within();
        await app.Log.WaitForCountAsync<Disconnected>(1, TestContext.Current.CancellationToken);

        Assert.Null(reply.Refusal);
        Assert.Equal(1, Assert.Single(app.Log.Of<Disconnected>()).Live);
        Assert.All(app.Log.Of<DiscoveryAnswered>(), static call => Assert.Equal(0, call.Code));
        var state = cluster.Rows.Writes.Items.Select(static write => write.State).OfType<AccountState>().Last();
        Assert.DoesNotContain(Other, state.Registration!.SealedSecret, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RotateSecret_PlatformRefuses_NothingIsChanged()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        var writes = cluster.Rows.Writes.Items.Count;

        var reply = await account.RotateSecretAsync(new SecretRotation(Other)).Within();

        Assert.Equal(RefusalKind.InvalidInput, reply.Refusal!.Kind);
        Assert.Contains("does not accept the new secret, nothing was changed", reply.Refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Other, reply.Refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Rows.Writes.Items.Skip(writes), static write => write.State is AccountState { Registration: null });
        Assert.Equal(0, cluster.App().Log.CountOf<Disconnected>());
    }

    [Fact]
    public async Task RotateSecret_PlatformOutOfReach_NothingIsChanged()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        var app = cluster.App();
        app.Faults.Token.Set(new ApiFault { HttpStatus = 503 });

        var reply = await account.RotateSecretAsync(new SecretRotation(Other)).Within();

        Assert.Equal(RefusalKind.PlatformUnavailable, reply.Refusal!.Kind);
        Assert.Contains("nothing was changed", reply.Refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, app.Log.CountOf<Disconnected>());
    }

    [Fact]
    public async Task RotateSecret_AnotherBotAnswers_NothingIsChanged()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "the identity");
        cluster.Simulator.Platform.Register(new(cluster.App().AppId, Other, "another", "ou_another"));

        var reply = await account.RotateSecretAsync(new SecretRotation(Other)).Within();

        Assert.Contains("another bot", reply.Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "missing")]
    [InlineData("two words", "copy it again")]
    public async Task RotateSecret_NoSecret_IsRefused(string secret, string words)
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");

        var reply = await account.RotateSecretAsync(new SecretRotation(secret)).Within();

        Assert.Contains(words, reply.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RotateSecret_UnknownAccount_SaysSo()
    {
        await using var cluster = await AccountCluster.StartAsync();

        var reply = await cluster.Account("nobody").RotateSecretAsync(new SecretRotation(Other)).Within();

        Assert.Equal(RefusalKind.UnknownAccount, reply.Refusal!.Kind);
    }
}
