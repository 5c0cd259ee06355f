using System.Text.Json.Nodes;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Sockets;
using Feishu.Simulator.Tests.Kit;

namespace Feishu.Simulator.Tests.Conformance;

/// <summary>
/// The official client meets each refusal and does what its source says it does, good or bad
/// (docs/simulator.md has the table): a simulator that refuses wrongly would show here.
/// </summary>
[Collection(NodeTests.Name)]
public sealed class NodeSdkAnswerTests : SimulatorTest
{
    // With a first attempt that fails the client knows no server value, and waits up to 30 s and then 120 s of its own:
    // so every fault but those that end it comes after a first success.
    private protected override SimulatorOptions Options => base.Options with
    {
        ClientConfig = new() { PingInterval = 1, ReconnectCount = -1, ReconnectInterval = 1, ReconnectNonce = 0 },
        Settings = new() { WideIds = false },
    };

    private static readonly (string Says, EndpointFault Fault)[] Fatal =
    [
        ("code=1, msg=system busy", new() { Code = 1 }),
        ("code=403", new() { Code = 403 }),
        ("code=514", new() { Code = 514 }),
        ("code=1000040344", new() { Code = 1000040344 }),
        ("code=1000040345", new() { Code = 1000040345 }),
        ("code=1000040346", new() { Code = 1000040346 }),
        ("code=1000040347", new() { Code = 1000040347 }),
        ("code=1000040350", new() { Code = 1000040350 }),
        ("code=1000040351", new() { Code = 1000040351 }),
        ("code=424242", new() { Code = 424242 }),
    ];

    private static readonly EndpointFault[] Retried =
    [
        new() { Code = 1000040343 },
        new() { Code = 514, Body = EndpointBody.NullData },
        new() { Code = 403, Body = EndpointBody.MissingData },
        new() { HttpStatus = 500 },
        new() { HttpStatus = 429 },
        new() { Body = EndpointBody.InvalidJson },
        new() { Body = EndpointBody.MissingConfig },
        new() { Body = EndpointBody.EmptyUrl },
        new() { Reset = true },
    ];

    private static readonly HandshakeFault[] Refusals =
    [
        new() { HttpStatus = 403, Status = 403 },
        new() { Status = 514, AuthErrorCode = 1000040350 },
        new() { Status = 514, AuthErrorCode = 1000040348 },
        new() { HttpStatus = 502 },
        new() { Reset = true },
    ];

    [Fact]
    public async Task Node_FatalCode_GivesUpAtTheFirst()
    {
        var apps = Register(Fatal.Length);
        for (var i = 0; i < apps.Length; i++)
            apps[i].Faults.Endpoint.Set(Fatal[i].Fault);
        await using var node = StartNode(apps);

        for (var i = 0; i < apps.Length; i++)
            Assert.Contains(Fatal[i].Says, (string?)(await node.HearAsync(apps[i], "failed"))["message"], StringComparison.Ordinal);

        node.Tell("status");
        foreach (var app in apps)
        {
            Assert.Equal("failed", (string?)(await node.HearAsync(app, "status"))["state"]);
            Assert.Equal(1, app.Log.CountOf<DiscoveryAnswered>());
        }
    }

    [Fact]
    public async Task Node_RetryableAnswer_ComesBackWhenItEnds()
    {
        var apps = Register(Retried.Length);
        await using var node = StartNode(apps);
        await ReadyAsync(node, apps);

        for (var i = 0; i < apps.Length; i++)
        {
            apps[i].Faults.Endpoint.Set(Retried[i] with { Times = 2 });
            apps[i].Drop();
        }

        foreach (var app in apps)
        {
            await node.HearAsync(app, "reconnected");
            Assert.Equal(4, app.Log.CountOf<DiscoveryAnswered>());
            Assert.Equal(2, app.Log.CountOf<Connected>());
        }
    }

    [Fact]
    public async Task Node_RefusedUpgrade_IsAlwaysRetriedWithAFreshTicket()
    {
        var apps = Register(Refusals.Length);
        await using var node = StartNode(apps);
        await ReadyAsync(node, apps);

        for (var i = 0; i < apps.Length; i++)
        {
            apps[i].Faults.Handshake.Set(Refusals[i] with { Times = 2 });
            apps[i].Drop();
        }

        foreach (var app in apps)
        {
            await node.HearAsync(app, "reconnected");
            Assert.Equal(2, app.Log.CountOf<HandshakeRefused>());
            Assert.Equal(4, app.Log.CountOf<DiscoveryAnswered>());
        }
    }

    [Fact]
    public async Task Node_ServersCountUsedUp_GivesUpForEver()
    {
        App.ClientConfig = App.ClientConfig with { ReconnectCount = 2 };
        await using var node = StartNode([App]);
        await node.HearAsync(App, "ready");

        App.Faults.RefuseEverything();
        App.Reset();
        var failed = await node.HearAsync(App, "failed");
        App.Faults.Clear();
        node.Tell("status");

        Assert.Contains("exhausted after 2 attempts", (string?)failed["message"], StringComparison.Ordinal);
        Assert.Equal("failed", (string?)(await node.HearAsync(App, "status"))["state"]);
        Assert.Equal(3, App.Log.CountOf<DiscoveryAnswered>());
    }

    [Fact]
    public async Task Node_FrozenPeer_ReplacedOnlyWithPingTimeout()
    {
        var cautious = Host.Platform.Register(new("cli_00000000000000aa", Secret));
        await using var trusting = StartNode([App]);
        await using var watching = StartNode([cautious], new() { ["wsConfig"] = new JsonObject { ["pingTimeout"] = 0.5 } });
        await trusting.HearAsync(App, "ready");
        await watching.HearAsync(cautious, "ready");

        App.Freeze();
        cautious.Freeze();
        await watching.HearAsync(cautious, "reconnected");
        trusting.Tell("status");

        Assert.Equal("connected", (string?)(await trusting.HearAsync(App, "status"))["state"]);
    }

    [Fact]
    public async Task Node_StrangeMessages_AreIgnored()
    {
        await using var node = StartNode([App]);
        await node.HearAsync(App, "ready");

        // Left out: bytes that break the WebSocket itself, and a sum of two thousand million, which kills the client:
        // it makes an array of that size and dies of memory.
        foreach (var message in Enum.GetValues<StrangeMessage>().Except([StrangeMessage.GarbageBytes, StrangeMessage.HugeSum]))
            App.SendStrange(message);
        App.PushText("still there");

        Assert.Equal("still there", (string?)(await node.HearAsync(App, "event"))["text"]);
        Assert.Equal(1, App.Log.CountOf<Connected>());
    }

    [Fact]
    public async Task Node_EventInTheSegmentOfTheUpgrade_IsLostUntilItIsPushedAgain()
    {
        Host.Platform.Settings = Host.Platform.Settings with { TimeScale = 0.01 };
        var eventId = App.PushWithNextUpgrade(new() { Text = "early" });
        await using var node = StartNode([App]);

        Assert.Equal(2, (await App.WaitForAckAsync(eventId)).Attempt);
    }

    private FakeApp[] Register(int count) =>
        [.. Enumerable.Range(0, count).Select(i => Host.Platform.Register(new($"cli_{i:x16}", Secret)))];

    private NodeClient StartNode(IReadOnlyList<FakeApp> apps, JsonObject? options = null) => NodeClient.Start(Host, apps, options);

    private static async Task ReadyAsync(NodeClient node, IReadOnlyList<FakeApp> apps)
    {
        foreach (var app in apps)
            await node.HearAsync(app, "ready");
    }
}
