using FeishuOrleans.Grains.Handover;
using Orleans.Runtime.Placement;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>Places an account by <see cref="Rendezvous"/> on a silo that takes accounts, unless a move says where it goes.</summary>
internal sealed class RendezvousDirector(OpenSilos silos) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var compatible = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, compatible) is { } hinted)
            return Task.FromResult(hinted);
        var accountId = target.GrainIdentity.Key.ToString()!;
        var chosen = Rendezvous.Choose(accountId, silos.Members.Where(member => compatible.Contains(member.SiloAddress)));
        // While all silos are being emptied an account lives where it can.
        return Task.FromResult(chosen?.SiloAddress ?? compatible.First());
    }
}
