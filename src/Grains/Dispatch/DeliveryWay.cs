using FeishuOrleans.Grains.Sinks;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>Where an account's events go.</summary>
internal sealed record DeliveryWay(IEventSink Sink, EndpointLane Lane);
