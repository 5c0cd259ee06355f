namespace Feishu.Client.Supervision;

/// <summary>How connections are supervised. Section <c>Supervision</c> of the configuration; every value is listed in docs/configuration.md.</summary>
public sealed class SupervisionOptions
{
    public const string SectionName = "Supervision";

    /// <summary>How often the owner looks at the connection. Local data only, never a call to the platform. Default 30 s.</summary>
    public TimeSpan HealthCheckInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Backstop on the supervisor itself: this long past a state's own due time without progress, everything is
    /// made anew. Waiting on purpose is progress. Default 2 min.</summary>
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest time between pings; the platform's value counts when it is shorter. Default 30 s.</summary>
    public TimeSpan PingInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long after a ping some frame must have arrived. Default 10 s.</summary>
    public TimeSpan PongTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a silent socket is still listened to before it is aborted. Default 5 s.</summary>
    public TimeSpan StaleGrace { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Limit of one discovery call. Default 10 s.</summary>
    public TimeSpan EndpointTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Limit of connecting the socket: TCP, TLS and upgrade together. Default 10 s.</summary>
    public TimeSpan HandshakeTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Delay before the first retry. Default 2 s.</summary>
    public TimeSpan InitialBackoff { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Growth of the delay from one retry to the next. Default 1.8.</summary>
    public double BackoffFactor { get; set; } = 1.8;

    /// <summary>Longest delay, before jitter. Default 60 s.</summary>
    public TimeSpan MaxBackoff { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Each delay is multiplied by a factor between 1 - jitter and 1 + jitter. Default 0.2.</summary>
    public double BackoffJitter { get; set; } = 0.2;

    /// <summary>How long a connection must have lasted, with at least one pong, before earlier failures are forgotten. Default 1 min.</summary>
    public TimeSpan StableAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Pause between tries after a definitive refusal. Default 15 min.</summary>
    public TimeSpan FaultedReprobe { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Pause after the platform said that the app has too many connections. Default 5 min.</summary>
    public TimeSpan OverLimitBackoff { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Age at which a connection is renewed, give or take a fifth: the new one is up before the old one closes. It heals
    /// a connection on which pongs arrive and events do not. Default 6 h.</summary>
    public TimeSpan MaxConnectionAge { get; set; } = TimeSpan.FromHours(6);
}
