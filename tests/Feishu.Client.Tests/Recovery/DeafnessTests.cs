using Feishu.Client.Supervision;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using Connected = Feishu.Client.Supervision.Connected;

namespace Feishu.Client.Tests.Recovery;

/// <summary>Pongs come and events do not: no client can tell this from a quiet chat. What is lost comes with the next connection.</summary>
public sealed class DeafnessTests
{
    private static readonly PlatformSettings Often = new()
    {
        AckTimeout = TimeSpan.FromSeconds(0.5),
        RepushDelays = [.. Enumerable.Repeat(TimeSpan.FromSeconds(1), 20)],
    };

    [Fact]
    public async Task Deaf_ReplacedConnection_BringsWhatWasLost()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Settings = Often });
        await using var fleet = new Fleet(simulator, RecoveryTimes.Short.Apply);
        await fleet.ConnectAsync(1);
        var account = fleet.Accounts[0];

        account.App.Deafen();
        var lost = account.App.PushText("into the void");
        await account.App.Log.WaitForAsync<DeliveryFailed>(failed => failed.EventId == lost, "the event to be lost");
        await account.App.WaitForPingsAsync(account.App.Log.CountOf<Pinged>() + 2);
        Assert.IsType<Connected>(account.Connection.Snapshot.State);
        account.Connection.Reconnect();

        Assert.Equal(200, (await account.App.WaitForAckAsync(lost)).Code);
    }

    [Fact]
    public async Task Deaf_MaxConnectionAge_BringsWhatWasLostWithoutBeingAsked()
    {
        await using var simulator = await SimulatorHost.StartAsync(new SimulatorOptions { Settings = Often });
        await using var fleet = new Fleet(simulator, static options =>
        {
            RecoveryTimes.Short.Apply(options);
            options.MaxConnectionAge = TimeSpan.FromSeconds(3);
        });
        await fleet.ConnectAsync(1);
        var account = fleet.Accounts[0];

        account.App.Deafen();
        var lost = account.App.PushText("into the void");

        Assert.Equal(200, (await account.App.WaitForAckAsync(lost)).Code);
        Assert.All(account.App.Log.Of<Disconnected>(), static end => Assert.True(end.Live > 0));
    }
}
