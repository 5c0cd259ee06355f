namespace FeishuOrleans.Grains.Health;

/// <summary>What is written to see whether storage takes it.</summary>
/// <param name="At">When it was written.</param>
[GenerateSerializer, Immutable, Alias("feishu.StoredProbe")]
internal sealed record StoredProbe([property: Id(0)] DateTimeOffset At);
