using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>A try that failed for the endpoint's sake.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Counts">Whether it costs the event a part of its budget.</param>
/// <param name="OutOfService">How long the endpoint was out of service altogether.</param>
internal readonly record struct FailedTry(DeliveryOutcome Outcome, bool Counts, TimeSpan OutOfService);
