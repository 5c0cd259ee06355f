using Feishu.Simulator.Delivery;

namespace Feishu.Simulator.Control;

/// <summary>Body of a push of events whose frames take turns.</summary>
internal sealed record InterleaveRequest(IReadOnlyList<EventPush> Events);
