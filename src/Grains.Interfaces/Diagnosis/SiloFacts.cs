namespace FeishuOrleans.Grains.Interfaces.Diagnosis;

/// <summary>What a silo finds when it looks at itself.</summary>
/// <param name="AskedAt">When the question came, by its clock.</param>
/// <param name="AnsweredAt">When the answer left, by its clock.</param>
/// <param name="Version">Version of the program.</param>
/// <param name="KeyId">Names the master key it seals with.</param>
/// <param name="Settings">Settings that should be the same on every silo; none is a secret.</param>
/// <param name="Storage">What came of writing to each part of storage.</param>
/// <param name="Platforms">What came of asking each platform its accounts are on.</param>
/// <param name="Degradations">What it can do only in part at present.</param>
[GenerateSerializer, Immutable, Alias("feishu.SiloFacts")]
public sealed record SiloFacts(
    [property: Id(0)] DateTimeOffset AskedAt,
    [property: Id(1)] DateTimeOffset AnsweredAt,
    [property: Id(2)] string Version,
    [property: Id(3)] string KeyId,
    [property: Id(4)] SiloSetting[] Settings,
    [property: Id(5)] StorageCheck[] Storage,
    [property: Id(6)] PlatformCheck[] Platforms,
    [property: Id(7)] SiloDegradation[] Degradations);
