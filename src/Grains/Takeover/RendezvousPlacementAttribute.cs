using Orleans.Placement;

namespace FeishuOrleans.Grains.Takeover;

/// <inheritdoc cref="RendezvousPlacement"/>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RendezvousPlacementAttribute() : PlacementAttribute(new RendezvousPlacement());
