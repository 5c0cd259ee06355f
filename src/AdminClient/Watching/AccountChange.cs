using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Watching;

/// <summary>An account that is not as it was when last looked at.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Status">How it is now; null when it was removed.</param>
internal sealed record AccountChange(string AccountId, AccountStatus? Status);
