using System.Text.Json.Nodes;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Delivery;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Conformance;

/// <summary>The official client meets the simulator: what it sees must be what it knows from the platform.</summary>
[Collection(NodeTests.Name)]
public sealed class NodeSdkTests : SimulatorTest
{
    private protected override SimulatorOptions Options => base.Options with
    {
        ClientConfig = new() { PingInterval = 1, ReconnectCount = -1, ReconnectInterval = 1, ReconnectNonce = 0 },
        Settings = new() { WideIds = false },
    };

    [Fact]
    public async Task Node_PingsEventsCallbackAndDrop_AllAsWithThePlatform()
    {
        await using var node = NodeClient.Start(Host, [App]);
        await node.HearAsync(App, "ready");

        await App.WaitForPingsAsync(4);
        Assert.Equal(1, App.Log.CountOf<Connected>());

        await HandlesAsync(node, new() { Text = "hello" });
        await HandlesAsync(node, new() { Text = "你好 🚀 ünï", Fragments = new() { Count = 40 } });
        await HandlesAsync(node, new() { Text = "out of order", Fragments = new() { Count = 5, Order = [4, 2, 0, 1, 3], Duplicate = [2] } });

        var call = await App.CallAsync(new() { Value = new JsonObject { ["choice"] = "是" } }).Within();
        Assert.Equal(CallbackCode.Ok, call.Code);
        Assert.Equal("""做得好 {"choice":"是"}""", call.Answer?.GetProperty("toast").GetProperty("content").GetString());

        App.Reset();
        await node.HearAsync(App, "reconnecting");
        await node.HearAsync(App, "reconnected");
        await App.WaitForConnectionAsync();
        App.Close();
        await node.HearAsync(App, "reconnected");
        await App.WaitForConnectionAsync();
        await HandlesAsync(node, new() { Text = "after the drop" });

        Assert.Equal(3, App.Log.CountOf<Connected>());
        Assert.Empty(App.Log.Of<Violation>());
    }

    [Fact]
    public async Task Node_WideIds_AreEchoedRounded()
    {
        Host.Platform.Settings = Host.Platform.Settings with { WideIds = true };
        await using var node = NodeClient.Start(Host, [App]);
        await node.HearAsync(App, "ready");

        await HandlesAsync(node, new() { Text = "hello" });

        Assert.All(App.Log.Of<Violation>(), violation => Assert.Matches("^(SeqID|LogID) ", violation.Detail));
        Assert.NotEmpty(App.Log.Of<Violation>());
    }

    private async Task HandlesAsync(NodeClient node, EventPush push)
    {
        var eventId = App.Push(push);
        var heard = await node.HearAsync(App, "event", said => (string?)said["eventId"] == eventId);
        Assert.Equal(push.Text, (string?)heard["text"]);
        Assert.Equal((AckCode.Ok, false), await AckAsync(eventId));
    }

    private async Task<(long Code, bool Late)> AckAsync(string eventId)
    {
        var ack = await App.WaitForAckAsync(eventId);
        return (ack.Code, ack.Late);
    }
}
