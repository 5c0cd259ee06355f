namespace FeishuOrleans.Benchmarks.Replies;

/// <summary>What to measure.</summary>
/// <param name="Count">Replies each way.</param>
/// <param name="Accounts">Accounts they are spread over.</param>
/// <param name="Platform">How long the platform takes for a reply.</param>
/// <param name="Rate">Events a second over all accounts meanwhile.</param>
internal sealed record RepliesSettings(int Count, int Accounts, TimeSpan Platform, int Rate);
