using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Directory;

/// <summary>What the directory knows of an account: enough to find it, and to list it while nobody owns it.</summary>
/// <param name="AccountId">The account's id.</param>
/// <param name="AppId">Its app.</param>
/// <param name="Domain">The platform, as a status shows it.</param>
/// <param name="Wanted">What the operator asked for.</param>
/// <param name="WantedSince">When that last changed.</param>
/// <param name="Origin">Where the registration comes from.</param>
[GenerateSerializer, Immutable, Alias("feishu.DirectoryEntry")]
internal sealed record DirectoryEntry(
    [property: Id(0)] string AccountId,
    [property: Id(1)] string AppId,
    [property: Id(2)] string Domain,
    [property: Id(3)] WantedPhase Wanted,
    [property: Id(4)] DateTimeOffset WantedSince,
    [property: Id(5)] AccountOrigin Origin);
