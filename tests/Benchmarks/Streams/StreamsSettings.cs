namespace FeishuOrleans.Benchmarks.Streams;

/// <summary>What to measure.</summary>
/// <param name="Readers">Streams, spread over the accounts.</param>
/// <param name="Accounts">Accounts, each with a connection.</param>
/// <param name="Rate">Events a second over all accounts.</param>
/// <param name="Duration">How long events are pushed.</param>
internal sealed record StreamsSettings(int Readers, int Accounts, int Rate, TimeSpan Duration);
