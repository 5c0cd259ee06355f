using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Grains.Tests.Kit;

namespace FeishuOrleans.Grains.Tests.Secrets;

public sealed class MasterKeyTests
{
    [Fact]
    public void TryParse_ItsOwnText_IsTheSameKey()
    {
        var key = MasterKey.Generate();

        Assert.Equal(key.Id, MasterKey.TryParse(key.ToBase64() + "\n")!.Id);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void TryParse_NotExactly32Bytes_IsNull(string? text) => Assert.Null(MasterKey.TryParse(text));

    [Fact]
    public async Task Start_WithAnotherKeyThanStorageHas_StopsWithAdvice()
    {
        await using var first = await AccountCluster.StartAsync();
        await first.StopSilosAsync();

        var failure = await Assert.ThrowsAnyAsync<Exception>(() =>
            AccountCluster.StartAsync(first.Setup with { Key = MasterKey.Generate(), Simulator = first.Simulator }));

        var wrong = Assert.IsType<WrongMasterKeyException>(failure.GetBaseException());
        Assert.Contains(first.Setup.Key.Id, wrong.Message, StringComparison.Ordinal);
        Assert.Contains("Secrets:MasterKey", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SeveralSilosAtOnceOnEmptyStorage_AgreeOnTheKey()
    {
        await using var cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 3 });

        Assert.Single(cluster.Rows.Rows.Keys, static key => key.StateName == "key-check");
    }

    [Fact]
    public async Task Storage_AfterAdding_HoldsNoSecret()
    {
        await using var cluster = await AccountCluster.StartAsync();

        await cluster.AddConnectedAsync("a1");

        Assert.Contains(cluster.App().AppId, cluster.Rows.Dump(), StringComparison.Ordinal);
        Assert.DoesNotContain(AccountCluster.Secret, cluster.Rows.Dump(), StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Logs.Lines.Items, static line => line.Text.Contains(AccountCluster.Secret, StringComparison.Ordinal));
    }
}
