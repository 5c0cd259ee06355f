using System.Diagnostics;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>A started try.</summary>
/// <param name="Queue">The queue whose first event it is.</param>
/// <param name="Sequence">The event.</param>
/// <param name="Kept">The event, if it is in memory.</param>
/// <param name="Attempt">Which try it is.</param>
/// <param name="Mark">Why it may come out of order.</param>
/// <param name="Trace">The trace it belongs to, if that is known.</param>
internal readonly record struct DeliveryTry(ChatQueue Queue, long Sequence, JournalEvent? Kept, int Attempt, DeliveryMark Mark, ActivityContext Trace);
