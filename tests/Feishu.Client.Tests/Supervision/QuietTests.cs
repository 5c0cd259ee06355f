using Feishu.Client.Supervision;
using Feishu.Client.Tests.Clients;
using Feishu.Protocol.Frames;

namespace Feishu.Client.Tests.Supervision;

/// <summary>Quiet is not dead: without a single event a connection lives on its pongs.</summary>
public sealed class QuietTests : IAsyncDisposable
{
    private readonly ConnectionHarness _harness = new();

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Fact]
    public async Task Connected_NoEventForAnHour_StaysAndIsNotStuck()
    {
        var socket = await _harness.ConnectAsync();

        for (var pings = 1; _harness.Time.GetElapsedTime(0) < TimeSpan.FromHours(1); pings++)
        {
            await PongedAsync(socket, pings);
            _harness.Time.Advance(_harness.Options.PingInterval);
        }

        var snapshot = _harness.Connection.Snapshot;
        Assert.Equal((1, false), (snapshot.Counters.Connects, snapshot.IsStuck));
        Assert.Null(snapshot.LastEventAt);
        Assert.NotNull(snapshot.LastFrameAt);
    }

    /// <summary>The machine has heard the pong: no ping is open.</summary>
    private async Task PongedAsync(FakeSocket socket, int pings)
    {
        await socket.Sent.WhenAsync(all => all.Count(static frame => frame.FindHeader(HeaderName.Type) == FrameType.Ping) >= pings).Within(what: $"ping {pings}");
        // No transition tells it, and it is a matter of microseconds: the pong is already on its way.
        using var limit = new CancellationTokenSource(Waiting.Limit);
        while (_harness.State is Connected { OpenPing: not null })
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }
}
