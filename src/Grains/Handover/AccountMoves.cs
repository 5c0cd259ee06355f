using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Takeover;

namespace FeishuOrleans.Grains.Handover;

/// <summary>
/// A move in its order: the activation migrates and leaves its connection behind, the next one claims the account and connects, and
/// with its first pong it lets the connection here close.
/// </summary>
internal sealed class AccountMoves(IGrainFactory grains, ILocalSiloDetails silo, Departures departures, LeavingConnections leaving) : IAccountMoves
{
    public async Task MoveAsync(string accountId, SiloAddress target, CancellationToken cancellation)
    {
        if (!await grains.GetGrain<IAccountOwner>(accountId).MoveAsync(silo.SiloAddress, target).WaitAsync(cancellation))
            return;
        await departures.WaitAsync(accountId).WaitAsync(cancellation);
        // The runtime activates the grain there by itself, unless that silo died meanwhile: then this finds it another one.
        await grains.GetGrain<IAccountGrain>(accountId).EnsureAsync().WaitAsync(cancellation);
        await leaving.GoneAsync(accountId).WaitAsync(cancellation);
    }
}
