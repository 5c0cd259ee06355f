namespace FeishuOrleans.AdminClient.Output;

/// <summary>What came of a replay to the webhook, for programs.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="Delivered">Events that the webhook accepted.</param>
/// <param name="Refused">Events that it will never take.</param>
internal sealed record ReplayedEvents(string AccountId, int Delivered, int Refused);
