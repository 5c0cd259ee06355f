namespace FeishuOrleans.Grains.Interfaces.Diagnosis;

/// <summary>What the silos find when they look at themselves, for <c>feishuctl doctor</c>.</summary>
/// <param name="AskedAt">When the question came, by the clock of the silo that asked the others.</param>
/// <param name="AnsweredAt">When the answer left, by the same clock.</param>
/// <param name="Silos">All silos that are not dead, ordered by name.</param>
[GenerateSerializer, Immutable, Alias("feishu.ClusterCheckup")]
public sealed record ClusterCheckup(
    [property: Id(0)] DateTimeOffset AskedAt,
    [property: Id(1)] DateTimeOffset AnsweredAt,
    [property: Id(2)] SiloCheckup[] Silos);
