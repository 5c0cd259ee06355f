using System.Collections.Immutable;
using FeishuOrleans.Grains.Accounts;

namespace FeishuOrleans.Grains.Directory;

[GrainType("feishu-app-claims")]
internal sealed class AppClaimsGrain([PersistentState("app-claims")] IPersistentState<AppClaimsState> state) : Grain, IAppClaims
{
    private ImmutableDictionary<string, string> Holders => state.State.Holders;

    public async Task<string> ClaimAsync(string appKey, string accountId)
    {
        if (Holders.TryGetValue(appKey, out var holder)
            && (holder == accountId || await GrainFactory.GetGrain<IAccountOwner>(holder).HoldsAppAsync(appKey)))
            return holder;
        await SaveAsync(Holders.SetItem(appKey, accountId));
        return accountId;
    }

    public Task ReleaseAsync(string appKey, string accountId) =>
        Holders.TryGetValue(appKey, out var holder) && holder == accountId
            ? SaveAsync(Holders.Remove(appKey))
            : Task.CompletedTask;

    private async Task SaveAsync(ImmutableDictionary<string, string> holders)
    {
        var before = state.State;
        state.State = new AppClaimsState { Holders = holders };
        try
        {
            await state.WriteStateAsync();
        }
        catch (OrleansException)
        {
            // Memory shows what storage confirmed; the caller is told and tries again.
            state.State = before;
            throw;
        }
    }
}
