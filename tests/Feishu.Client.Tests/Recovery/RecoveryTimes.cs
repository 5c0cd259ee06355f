using Feishu.Client.Supervision;

namespace Feishu.Client.Tests.Recovery;

/// <summary>The durations of a recovery run, and what follows from them. FEISHU_SOAK takes the product's own, see <see cref="Product"/>.</summary>
/// <param name="Options">Options of the accounts.</param>
/// <param name="Slack">For a healthy connect on a machine that has other things to do.</param>
/// <param name="Patience">After this a wait has failed: more than the longest pause and a silence, so that a case that hangs fails by name.</param>
internal sealed record RecoveryTimes(SupervisionOptions Options, TimeSpan Slack, TimeSpan Patience)
{
    public static bool IsSoak => Environment.GetEnvironmentVariable("FEISHU_SOAK") is not null;

    public static RecoveryTimes Current => IsSoak ? Product : Short;

    /// <summary>The product's own, but for the two long pauses, which would make every run last half an hour.</summary>
    public static RecoveryTimes Product { get; } = new(new SupervisionOptions
    {
        FaultedReprobe = TimeSpan.FromMinutes(2),
        OverLimitBackoff = TimeSpan.FromMinutes(1),
    }, Slack: TimeSpan.FromSeconds(5), Patience: TimeSpan.FromMinutes(5));

    public static RecoveryTimes Short { get; } = new(
        new SupervisionOptions
        {
            PingInterval = TimeSpan.FromSeconds(1),
            PongTimeout = TimeSpan.FromSeconds(2),
            StaleGrace = TimeSpan.FromSeconds(1),
            EndpointTimeout = TimeSpan.FromSeconds(2),
            HandshakeTimeout = TimeSpan.FromSeconds(2),
            InitialBackoff = TimeSpan.FromSeconds(0.1),
            MaxBackoff = TimeSpan.FromSeconds(0.5),
            FaultedReprobe = TimeSpan.FromSeconds(1),
            OverLimitBackoff = TimeSpan.FromSeconds(1),
        },
        Slack: TimeSpan.FromSeconds(6),
        Patience: TimeSpan.FromSeconds(45));

    /// <summary>Longest pause after a fault.</summary>
    public TimeSpan Reprobe => Longest(Options.FaultedReprobe);

    /// <summary>Longest pause after "too many connections".</summary>
    public TimeSpan OverLimit => Longest(Options.OverLimitBackoff);

    /// <summary>Until a socket without any frame is given up, from the worst moment on.</summary>
    public TimeSpan Silence => Options.PingInterval + FirstFrame;

    /// <summary>Until a fresh socket without any frame is given up.</summary>
    public TimeSpan FirstFrame => Options.PongTimeout + Options.StaleGrace;

    /// <summary>Longest pause after so many failures in a row.</summary>
    public TimeSpan Backoff(int failures)
    {
        var grown = Options.InitialBackoff.TotalSeconds * Math.Pow(Options.BackoffFactor, failures - 1);
        return Longest(TimeSpan.FromSeconds(Math.Min(grown, Options.MaxBackoff.TotalSeconds)));
    }

    /// <summary>Until an account held in a state begins its next attempt.</summary>
    public TimeSpan Leaving(HitState state) => state switch
    {
        HitState.Discovering => Options.EndpointTimeout + Backoff(1),
        HitState.Handshaking => Options.HandshakeTimeout + Backoff(1),
        HitState.AwaitingFirstFrame => FirstFrame + Backoff(1),
        HitState.Connected => Silence + Backoff(1),
        HitState.Stale => Options.StaleGrace + Backoff(1),
        HitState.Backoff => Backoff(1),
        HitState.Faulted => Reprobe,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Not a state."),
    };

    public void Apply(SupervisionOptions options)
    {
        options.PingInterval = Options.PingInterval;
        options.PongTimeout = Options.PongTimeout;
        options.StaleGrace = Options.StaleGrace;
        options.EndpointTimeout = Options.EndpointTimeout;
        options.HandshakeTimeout = Options.HandshakeTimeout;
        options.InitialBackoff = Options.InitialBackoff;
        options.MaxBackoff = Options.MaxBackoff;
        options.FaultedReprobe = Options.FaultedReprobe;
        options.OverLimitBackoff = Options.OverLimitBackoff;
    }

    private TimeSpan Longest(TimeSpan pause) => pause * (1 + Options.BackoffJitter);
}
