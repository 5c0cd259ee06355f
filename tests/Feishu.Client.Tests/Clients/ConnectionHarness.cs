using FeishuOrleans.Testing.Clients;
using FeishuOrleans.Testing.Metrics;
using Feishu.Client;
using Feishu.Client.Events;
using Feishu.Client.Supervision;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Feishu.Client.Tests.Clients;

/// <summary>One connection with a clock that the test drives and a platform made of fakes. Jitter is off (chance 0.5).</summary>
internal sealed class ConnectionHarness : IAsyncDisposable
{
    public ConnectionHarness(SupervisionOptions? options = null)
    {
        Options = options ?? new SupervisionOptions();
        var services = new ConnectionServices(
            Options, new SupervisionClock(Time), () => 0.5, new OpenRamp(), Watch, Discovery, Connector,
            new ConnectionInstruments(Meters), new EventInstruments(Meters), NullLogger.Instance);
        Connection = new FeishuConnectionFactory(services).Create(new FeishuAccount("bot", "cli_0123456789abcdef", "secret", PlatformAddress.Feishu), Handler, Probe);
    }

    public SupervisionOptions Options { get; }

    public FakeTimeProvider Time { get; } = new(DateTimeOffset.Parse("2026-01-01T00:00:00Z", System.Globalization.CultureInfo.InvariantCulture));

    public PlatformWatch Watch { get; } = new();

    public MeterProbe Meters { get; } = new();

    public FakeDiscovery Discovery { get; } = new();

    public FakeConnector Connector { get; } = new();

    public FakeHandler Handler { get; } = new();

    public TransitionProbe Probe { get; } = new();

    public FeishuConnection Connection { get; }

    public ConnectionState State => Connection.Snapshot.State;

    /// <summary>Starts and waits for the first frame; the socket is the newest one.</summary>
    public async Task<FakeSocket> ConnectAsync()
    {
        var skip = Probe.Transitions.Items.Count;
        Connection.Start();
        await Probe.ReachedAsync<Connected>(skip);
        return Connector.Sockets.Items[^1];
    }

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        Meters.Dispose();
    }

    /// <summary>Every slot is now; the ramp has tests of its own.</summary>
    private sealed class OpenRamp : IConnectRamp
    {
        public double Reserve() => 0;

        public TimeSpan Until(double slot) => TimeSpan.Zero;

        public bool TryBegin(double slot) => true;
    }
}
