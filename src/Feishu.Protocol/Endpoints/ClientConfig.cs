using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Endpoints;

/// <summary>
/// The platform's connection settings in force. Always within bounds, whatever the platform sends
/// (protocol notes, section 3.4).
/// </summary>
public sealed record ClientConfig
{
    private const int Unlimited = -1;

    private ClientConfig(TimeSpan pingInterval, TimeSpan reconnectInterval, TimeSpan reconnectNonce, int reconnectCount)
    {
        PingInterval = pingInterval;
        ReconnectInterval = reconnectInterval;
        ReconnectNonce = reconnectNonce;
        ReconnectCount = reconnectCount;
    }

    /// <summary>In force until the platform says otherwise: 120 s, 120 s, 30 s, unlimited.</summary>
    public static ClientConfig Default { get; } =
        new(TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(120), TimeSpan.FromSeconds(30), Unlimited);

    /// <summary>Time between pings, 5 to 600 s.</summary>
    public TimeSpan PingInterval { get; }

    /// <summary>Pause between failed attempts, 1 to 600 s.</summary>
    public TimeSpan ReconnectInterval { get; }

    /// <summary>Upper bound of the random pause after a drop, 0 to 300 s.</summary>
    public TimeSpan ReconnectNonce { get; }

    /// <summary>How often the platform would like attempts to be made; negative is unlimited. Advice only.</summary>
    public int ReconnectCount { get; }

    /// <summary>
    /// The settings after an update. What is missing or makes no sense (zero or negative where a duration is wanted)
    /// keeps its value; what is merely too small or too large is moved to the bound.
    /// </summary>
    public ClientConfig Apply(ClientConfigUpdate? update) => update is { } received
        ? new ClientConfig(
            Seconds(received.PingInterval, 1, ProtocolLimits.MinPingIntervalSeconds, ProtocolLimits.MaxPingIntervalSeconds, PingInterval),
            Seconds(received.ReconnectInterval, 1, ProtocolLimits.MinReconnectIntervalSeconds, ProtocolLimits.MaxReconnectIntervalSeconds, ReconnectInterval),
            Seconds(received.ReconnectNonce, 0, 0, ProtocolLimits.MaxReconnectNonceSeconds, ReconnectNonce),
            received.ReconnectCount is >= int.MinValue and <= int.MaxValue ? (int)received.ReconnectCount : ReconnectCount)
        : this;

    /// <summary>The settings as they go over the wire.</summary>
    public ClientConfigUpdate ToUpdate() => new()
    {
        ReconnectCount = ReconnectCount,
        ReconnectInterval = (long)ReconnectInterval.TotalSeconds,
        ReconnectNonce = (long)ReconnectNonce.TotalSeconds,
        PingInterval = (long)PingInterval.TotalSeconds,
    };

    private static TimeSpan Seconds(long? received, long sensible, int min, int max, TimeSpan old) =>
        received >= sensible ? TimeSpan.FromSeconds(Math.Clamp(received.Value, min, max)) : old;
}
