using FeishuOrleans.Grains.Accounts;

namespace FeishuOrleans.Grains.Directory;

[GrainType("feishu-app-claims")]
internal sealed class AppClaimsGrain([PersistentState("app-claims")] IPersistentState<AppClaimsState> state) : Grain, IAppClaims
{
    private Dictionary<string, string> Holders => state.State.Holders;

    public async Task<string> ClaimAsync(string appKey, string accountId)
    {
        if (Holders.TryGetValue(appKey, out var holder)
            && (holder == accountId || await GrainFactory.GetGrain<IAccountOwner>(holder).HoldsAppAsync(appKey)))
            return holder;
        await state.SaveAsync(new AppClaimsState { Holders = new(Holders) { [appKey] = accountId } });
        return accountId;
    }

    public Task ReleaseAsync(string appKey, string accountId) =>
        Holders.TryGetValue(appKey, out var holder) && holder == accountId
            ? state.SaveAsync(new AppClaimsState { Holders = new(Holders.Where(claim => claim.Key != appKey)) })
            : Task.CompletedTask;
}
