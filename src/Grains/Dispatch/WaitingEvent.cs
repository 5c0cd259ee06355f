namespace FeishuOrleans.Grains.Dispatch;

/// <summary>An event in a queue: a number and a time, so that a long queue costs little memory.</summary>
internal readonly record struct WaitingEvent(long Sequence, DateTimeOffset ReceivedAt);
