namespace FeishuOrleans.Benchmarks.Load;

/// <summary>What to measure.</summary>
/// <param name="Accounts">Accounts, each with a connection.</param>
/// <param name="Rate">Events a second over all; 0 for saturation.</param>
/// <param name="Duration">How long events are pushed, after the warm-up.</param>
/// <param name="Outstanding">Events of one account that wait for an acknowledgement at saturation.</param>
/// <param name="Webhook">The events are delivered to a consumer.</param>
/// <param name="ConsumerDown">The consumer starts only after the events.</param>
internal sealed record LoadSettings(int Accounts, int Rate, TimeSpan Duration, int Outstanding, bool Webhook, bool ConsumerDown);
