namespace FeishuOrleans.Grains.Takeover;

/// <summary>Grains are placed where <see cref="Rendezvous"/> says that their account falls to.</summary>
[GenerateSerializer, Immutable, SuppressReferenceTracking, Alias("feishu.RendezvousPlacement")]
internal sealed class RendezvousPlacement : PlacementStrategy;
