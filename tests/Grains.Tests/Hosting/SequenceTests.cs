using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Hosting;

public sealed class SequenceTests
{
    [Fact]
    public async Task Run_WhileOneRuns_WaitsForIt()
    {
        var sequence = new Sequence();
        var first = new TaskCompletionSource();
        var order = new List<int>();

        var one = sequence.RunAsync(async () =>
        {
            await first.Task;
            order.Add(1);
        });
        var two = sequence.RunAsync(() =>
        {
            order.Add(2);
            return Task.CompletedTask;
        });
        first.SetResult();
        await Task.WhenAll(one, two).Within();

        Assert.Equal([1, 2], order);
    }

    [Fact]
    public async Task Run_AfterAFailure_Runs()
    {
        var sequence = new Sequence();
        var failing = sequence.RunAsync(static () => throw new IOException("failed"));

        await sequence.RunAsync(static () => Task.CompletedTask).Within();

        await Assert.ThrowsAsync<IOException>(() => failing);
    }
}
