using Feishu.Client.Supervision;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing.Clients;

namespace Feishu.Client.Tests.Recovery;

/// <summary>One account of a <see cref="Fleet"/> and the app it belongs to.</summary>
internal sealed class FleetAccount
{
    public FleetAccount(FakeApp app, Uri address, IFeishuConnectionFactory factory)
    {
        App = app;
        Connection = factory.Create(new FeishuAccount(app.AppId, app.AppId, app.AppSecret, address), Handler, Probe);
    }

    public FakeApp App { get; }

    public FeishuConnection Connection { get; }

    public FakeHandler Handler { get; } = new();

    public TransitionProbe Probe { get; } = new();

    /// <summary>How often it began a discovery call, of the transitions after the first <paramref name="skip"/>.</summary>
    public int DiscoveryCalls(int skip = 0) =>
        Probe.Transitions.Items.Skip(skip).Count(static step => step.To is Connecting { Stage: ConnectStage.Discovering });

    /// <summary>Connected once, still so, still pinging, and an event is acknowledged.</summary>
    public async Task AssertUndisturbedAsync()
    {
        await App.WaitForPingsAsync(App.Log.CountOf<Pinged>() + 1);
        await AssertServesAsync();
        Assert.Equal(1, Connection.Snapshot.Counters.Connects);
    }

    /// <summary>An event is acknowledged.</summary>
    public async Task AssertServesAsync()
    {
        var ack = await App.WaitForAckAsync(App.PushText("are you there?"));
        Assert.Equal(200, ack.Code);
    }
}
