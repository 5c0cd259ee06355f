using System.Collections.Concurrent;

namespace FeishuOrleans.Grains.Handover;

/// <summary>The silos that take accounts: those in the cluster without those that said that they are being emptied. Thread-safe.</summary>
internal sealed class OpenSilos(IClusterMembershipService membership)
{
    private readonly ConcurrentDictionary<SiloAddress, bool> _draining = new();

    /// <summary>The silos that take accounts now.</summary>
    public IEnumerable<ClusterMember> Members => Active.Where(member => !_draining.ContainsKey(member.SiloAddress));

    /// <summary>All silos in the cluster.</summary>
    public IEnumerable<ClusterMember> Active => membership.CurrentSnapshot.Members.Values.Where(static member => member.Status == SiloStatus.Active);

    /// <summary>A silo is being emptied. It does not come back under this address.</summary>
    public void Close(SiloAddress silo)
    {
        foreach (var gone in _draining.Keys.Where(known => membership.CurrentSnapshot.GetSiloStatus(known) is SiloStatus.Dead or SiloStatus.None))
            _draining.TryRemove(gone, out _);
        _draining[silo] = true;
    }

    public bool IsClosed(SiloAddress silo) => _draining.ContainsKey(silo);
}
