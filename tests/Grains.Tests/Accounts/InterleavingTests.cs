using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class InterleavingTests
{
    [Fact]
    public async Task GetStatus_WhileAChangeWaitsForStorage_AnswersWithWhatIsStored()
    {
        await using var cluster = await AccountCluster.StartAsync();
        var account = await cluster.AddConnectedAsync("a1");
        await cluster.StoredAsync("a1", static state => state.Identity is not null, "identity");
        var storage = new TaskCompletionSource();
        var isHeld = new TaskCompletionSource();
        cluster.Faults.Hold(call => call is { IsWrite: true, StateName: "account" } && (isHeld.TrySetResult() || true), storage.Task);

        var stopping = account.StopAsync();
        await isHeld.Task.Within();
        var during = await AccountCluster.StatusAsync(account);
        storage.SetResult();
        var after = await stopping.Within();

        Assert.Equal((WantedPhase.Running, ConnectionPhase.Connected), (during.Wanted, during.Phase));
        Assert.Equal(WantedPhase.Stopped, after.Status!.Wanted);
    }
}
