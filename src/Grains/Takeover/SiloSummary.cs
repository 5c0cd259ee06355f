using FeishuOrleans.Grains.Interfaces.Diagnosis;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>What a silo says of itself.</summary>
/// <param name="Version">Version of the program.</param>
/// <param name="Accounts">Accounts it carries.</param>
/// <param name="Connected">Of these, how many are connected.</param>
/// <param name="IsDraining">It is being emptied and then stops.</param>
/// <param name="KeyId">Names the master key it seals with; null when it is of a version that does not say.</param>
/// <param name="Degradations">What it can do only in part at present; null when it is of a version that does not say.</param>
[GenerateSerializer, Immutable, Alias("feishu.SiloSummary")]
internal sealed record SiloSummary(
    [property: Id(0)] string Version,
    [property: Id(1)] int Accounts,
    [property: Id(2)] int Connected,
    [property: Id(3)] bool IsDraining,
    [property: Id(4)] string? KeyId = null,
    [property: Id(5)] SiloDegradation[]? Degradations = null);
