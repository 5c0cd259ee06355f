namespace FeishuOrleans.AdminClient.Output;

/// <summary>What was done to parked events, for programs.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Redriven">Events that are delivered again.</param>
/// <param name="Dropped">Events that were given up.</param>
internal sealed record ParkedChange(string AccountId, int Redriven = 0, int Dropped = 0);
