using FeishuOrleans.Grains.Directory;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class DeclarationTests
{
    [Fact]
    public async Task Declare_TwiceTheSame_AddsOnceAndKeepsTheOperatorsStop()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = cluster.Account("a1");
        var declaration = new AccountDeclaration(cluster.Registration(), 1);

        var first = await account.DeclareAsync(declaration).Within();
        await account.StopAsync().Within();
        var second = await account.DeclareAsync(declaration).Within();

        Assert.Equal((AccountOrigin.Declared, WantedPhase.Running), (first.Status!.Origin, first.Status.Wanted));
        Assert.Equal(WantedPhase.Stopped, second.Status!.Wanted);
    }

    [Fact]
    public async Task Declare_RightSecretAfterAWrongOne_LeavesTheFault()
    {
        await using var cluster = await AccountCluster.StartAsync();
        cluster.Logs.Announce(static line => line.Event == "LogFaulted");
        var account = cluster.Account("a1");
        var right = cluster.Registration();
        await account.DeclareAsync(new AccountDeclaration(right with { AppSecret = "wrong" }, 1)).Within();
        await cluster.TransitionAsync("a1", static state => state is Feishu.Client.Supervision.Faulted, "faulted");

        var reply = await account.DeclareAsync(new AccountDeclaration(right, 1)).Within();
        await cluster.ConnectedAsync("a1");

        Assert.Null(reply.Refusal);
        Assert.Equal(1, (await AccountCluster.StatusAsync(account)).Epoch);
    }

    [Fact]
    public async Task Declare_OtherDomain_MovesTheClaimToIt()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var registration = cluster.Registration(enabled: false);
        await cluster.Account("a1").DeclareAsync(new AccountDeclaration(registration, 1)).Within();

        var oldKey = $"{registration.Domain!.TrimEnd('/')} {registration.AppId}";
        var mark = cluster.Rows.Writes.Items.Count;
        var moved = await cluster.Account("a1").DeclareAsync(new AccountDeclaration(registration with { Domain = "lark" }, 2)).Within();
        await cluster.Rows.Writes
            .FirstAsync(
                write => write.State is AppClaimsState claims
                    && write.GrainId.GetIntegerKey() == Partition.Of(oldKey) && !claims.Holders.ContainsKey(oldKey),
                mark)
            .Within(what: "the old claim released");
        var other = await cluster.Account("a2").AddAsync(registration).Within();

        Assert.Equal("lark", moved.Status!.Domain);
        Assert.Null(other.Refusal);
    }

    [Fact]
    public async Task MarkUndeclared_Connected_DeletesNothing()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = cluster.Account("a1");
        await account.DeclareAsync(new AccountDeclaration(cluster.Registration(), 1)).Within();
        await cluster.ConnectedAsync("a1");

        var reply = await account.MarkUndeclaredAsync(2).Within();

        Assert.Equal((AccountOrigin.Undeclared, ConnectionPhase.Connected), (reply.Status!.Origin, reply.Status.Phase));
    }
}
