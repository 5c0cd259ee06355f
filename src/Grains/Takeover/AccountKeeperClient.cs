using Orleans.Runtime.Services;

namespace FeishuOrleans.Grains.Takeover;

/// <summary>Reaches the keeper of any silo.</summary>
internal sealed class AccountKeeperClient(IServiceProvider services) : GrainServiceClient<IAccountKeeper>(services)
{
    public IAccountKeeper On(SiloAddress silo) => GetGrainService(silo);
}
