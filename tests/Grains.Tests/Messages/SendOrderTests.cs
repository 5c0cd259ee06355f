using Feishu.Simulator.Recording;
using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Grains.Tests.Messages;

/// <summary>Calls that are under way at once, from everywhere in a cluster of two silos, within the platform's own limits.</summary>
public sealed class SendOrderTests : IAsyncLifetime
{
    private const int Count = 20;

    private AccountCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await AccountCluster.StartAsync(new ClusterSetup { Silos = 2 });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Send_TwentyAtOnceToOneChat_ArriveInCallOrderFromEverySilosAndAClient()
    {
        var app = _cluster.App();
        await _cluster.AddConnectedAsync("a1");
        var callers = _cluster.Silos.Select(static silo => silo.ServiceProvider.GetRequiredService<IGrainFactory>()).Append(_cluster.Grains).ToArray();

        var sending = callers.SelectMany((grains, caller) => SendAll(new OrderedMessages(grains), $"oc_{caller}")).ToArray();
        var replies = await Task.WhenAll(sending).Within();

        Assert.All(replies, static reply => Assert.NotNull(reply.Sent));
        var arrived = app.Log.Of<MessageSent>();
        for (var caller = 0; caller < callers.Length; caller++)
        {
            Assert.Equal(
                Enumerable.Range(0, Count).Select(i => $"{caller}-{i}"),
                arrived.Select(static message => message.Content.Split('"')[3]).Where(text => text.StartsWith($"{caller}-", StringComparison.Ordinal)));
        }

        Assert.DoesNotContain(app.Log.Of<ApiCalled>(), static call => call.Code == 230020);
    }

    private static IEnumerable<Task<SendReply>> SendAll(OrderedMessages messages, string chat) => Enumerable.Range(0, Count).Select(i =>
        messages.SendAsync("a1", new SendRequest(MessageTargetKind.ChatId, chat, "text", $$"""{"text":"{{chat[3..]}}-{{i}}"}""")));
}
