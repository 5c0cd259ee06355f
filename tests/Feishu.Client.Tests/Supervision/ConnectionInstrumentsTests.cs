using Feishu.Client.Supervision;
using Feishu.Client.Tests.Clients;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Clients;

namespace Feishu.Client.Tests.Supervision;

/// <summary>What is counted of connections.</summary>
public sealed class ConnectionInstrumentsTests : IAsyncDisposable
{
    private readonly ConnectionHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Connect_First_CountsAttemptAndTimeWithoutConnection()
    {
        await _harness.ConnectAsync();

        Assert.Equal("connected", Assert.Single(_harness.Meters.Of("feishu.connection.attempts")).Tags["outcome"]);
        Assert.Equal(0, Assert.Single(_harness.Meters.Of("feishu.connection.downtime")).Value);
        Assert.Empty(_harness.Meters.Of("feishu.connection.losses"));
        Assert.Null(_harness.Connection.Snapshot.DisconnectedSince);
    }

    [Fact]
    public async Task Loss_AndReturn_CountTheCauseAndTheTimeBetween()
    {
        var socket = await _harness.ConnectAsync();
        var seen = _harness.Probe.Transitions.Items.Count;
        socket.Break();
        var lost = await _harness.Probe.ReachedAsync<Backoff>(seen);
        var since = _harness.Connection.Snapshot.DisconnectedSince;

        _harness.Time.Advance(TimeSpan.FromSeconds(30));
        await _harness.Probe.ReachedAsync<Connected>(seen);

        Assert.Equal("closed", Assert.Single(_harness.Meters.Of("feishu.connection.losses")).Tags["cause"]);
        Assert.Equal(lost.Since, since);
        Assert.Equal(30, _harness.Meters.Of("feishu.connection.downtime")[1].Value);
        Assert.Null(_harness.Connection.Snapshot.DisconnectedSince);
    }

    [Fact]
    public async Task Stop_WhileWithoutConnection_EndsTheOutageUncounted()
    {
        await _harness.ConnectAsync();
        await _harness.Connection.StopAsync("test").Within();

        Assert.Null(_harness.Connection.Snapshot.DisconnectedSince);
        Assert.Single(_harness.Meters.Of("feishu.connection.downtime"));
    }
}
