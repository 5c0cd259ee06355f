namespace FeishuOrleans.Grains.Sessions;

/// <summary>A session. Neither its token nor the key can be had from it.</summary>
/// <param name="TokenHash">SHA-256 of the token, hexadecimal.</param>
/// <param name="KeyHash">SHA-256 of the key it was opened with, hexadecimal: another key under the same name does not inherit it.</param>
/// <param name="EndsAt">When it ends, used or not.</param>
[GenerateSerializer, Immutable, Alias("feishu.KeySession")]
public sealed record KeySession(
    [property: Id(0)] string TokenHash,
    [property: Id(1)] string KeyHash,
    [property: Id(2)] DateTimeOffset EndsAt);
