using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What a silo says of an account it carries.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Status">Its status; null while its state could not be read.</param>
/// <param name="Obstacle">What is in the way of connecting, for accounts without status.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountReport")]
internal sealed record AccountReport(
    [property: Id(0)] string AccountId,
    [property: Id(1)] AccountStatus? Status,
    [property: Id(2)] AccountFault? Obstacle);
