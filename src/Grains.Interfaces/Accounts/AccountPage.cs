namespace FeishuOrleans.Grains.Interfaces.Accounts;

/// <summary>One page of a list.</summary>
/// <param name="Accounts">The accounts, ordered by id.</param>
/// <param name="Next">Value for <c>after</c> of the next page, or null when this is the last.</param>
[GenerateSerializer, Immutable, Alias("feishu.AccountPage")]
public sealed record AccountPage(
    [property: Id(0)] AccountStatus[] Accounts,
    [property: Id(1)] string? Next);
