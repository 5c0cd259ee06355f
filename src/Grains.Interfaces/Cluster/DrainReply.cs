namespace FeishuOrleans.Grains.Interfaces.Cluster;

/// <summary>Answer to a drain: the silo that is being emptied, or why it is not. Exactly one of the two is set.</summary>
[GenerateSerializer, Immutable, Alias("feishu.DrainReply")]
public sealed record DrainReply(
    [property: Id(0)] SiloOverview? Silo,
    [property: Id(1)] DrainRefusal? Refusal)
{
    public static DrainReply Of(SiloOverview silo) => new(silo, null);

    public static DrainReply Refused(DrainRefusalKind kind, string message) => new(null, new DrainRefusal(kind, message));
}

/// <summary>Why a silo is not drained.</summary>
/// <param name="Kind">For programs.</param>
/// <param name="Message">For people: what was wrong and what to do.</param>
[GenerateSerializer, Immutable, Alias("feishu.DrainRefusal")]
public sealed record DrainRefusal(
    [property: Id(0)] DrainRefusalKind Kind,
    [property: Id(1)] string Message);

/// <summary>The kinds of refusal. Stable names: clients decide by them.</summary>
[GenerateSerializer, Alias("feishu.DrainRefusalKind")]
public enum DrainRefusalKind
{
    /// <summary>No living silo has this name.</summary>
    UnknownSilo,

    /// <summary>No other silo could take the accounts.</summary>
    OnlySilo,

    /// <summary>The silo did not answer.</summary>
    NoAnswer,
}
