namespace Feishu.Client.Supervision;

/// <summary>All the machine knows beside state and trigger.</summary>
/// <param name="Now">The present, never earlier than at the step before.</param>
/// <param name="Options">The options.</param>
/// <param name="PingInterval">Time between pings: the smaller of ours and the platform's.</param>
/// <param name="Chance">A fresh uniform sample in [0, 1) for jitter.</param>
/// <param name="Crowded">Many connections of this process fail at this time (<see cref="PlatformWatch"/>).</param>
/// <param name="Held">Discovery fails for all, and another account is the probe: an attempt that is due waits on.</param>
public readonly record struct MachineInput(
    DateTimeOffset Now,
    SupervisionOptions Options,
    TimeSpan PingInterval,
    double Chance,
    bool Crowded,
    bool Held = false);

/// <summary>What the machine answers.</summary>
/// <param name="State">The state after.</param>
/// <param name="Effects">What to do, in order.</param>
public readonly record struct MachineStep(ConnectionState State, IReadOnlyList<ConnectionEffect> Effects);
