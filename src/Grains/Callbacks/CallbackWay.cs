using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Callbacks;

/// <summary>Whom a callback can be put to now.</summary>
/// <param name="Sink">The operator's code.</param>
/// <param name="Epoch">Epoch of the owner that asks.</param>
internal sealed record CallbackWay(IEventSink Sink, long Epoch);
