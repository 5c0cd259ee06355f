namespace FeishuOrleans.AdminClient.Output;

/// <summary>Takes the place of a status in JSON when there is none any more.</summary>
internal sealed record RemovedAccount(string AccountId, bool Removed = true);
