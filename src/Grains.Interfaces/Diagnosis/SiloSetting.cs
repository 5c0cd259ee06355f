namespace FeishuOrleans.Grains.Interfaces.Diagnosis;

/// <summary>A setting as a silo has it.</summary>
/// <param name="Key">Its name, for example <c>Dispatch:MaxAttempts</c>.</param>
/// <param name="Value">Its value.</param>
[GenerateSerializer, Immutable, Alias("feishu.SiloSetting")]
public sealed record SiloSetting(
    [property: Id(0)] string Key,
    [property: Id(1)] string Value);
