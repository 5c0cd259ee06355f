using System.Security.Cryptography.X509Certificates;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator;

/// <summary>How a simulator is started.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Where to listen; port 0 takes a free one. Default <c>http://127.0.0.1:0</c>.</summary>
    public Uri Url { get; init; } = new("http://127.0.0.1:0");

    /// <summary>Server certificate, needed when <see cref="Url"/> is https.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Apps known from the start.</summary>
    public IReadOnlyList<AppRegistration> Apps { get; init; } = [];

    /// <summary>Rules of the platform at the start.</summary>
    public PlatformSettings Settings { get; init; } = new();

    /// <summary>Client config that apps start with. Default 120/120/30/-1.</summary>
    public ClientConfigUpdate ClientConfig { get; init; } = WireConfig.Default;

    /// <summary>Clock of deadlines, ladders, tokens and logs. Default the system's.</summary>
#pragma warning disable RS0030 // The composition root is where the system clock and randomness come in.
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Chooses connections and makes ids. Default unpredictable; give a seeded one to repeat a run.</summary>
    public Random Random { get; init; } = Random.Shared;
#pragma warning restore RS0030

    /// <summary>Log entries kept per app. Default 10,000.</summary>
    public int LogCapacity { get; init; } = 10_000;

    /// <summary>How long, in real time, the waiting methods of logs and apps wait. Default 30 s.</summary>
    public TimeSpan WaitLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where to write a readable line per connect, disconnect, event and acknowledgement. Default nowhere.</summary>
    public TextWriter? Output { get; init; }
}
