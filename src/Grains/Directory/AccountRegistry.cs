using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Directory;

/// <summary>
/// One account's side of the directory: its entry and the claim on its app. Both are made before the account is stored
/// and undone after it is not: a crash between leaves at most an entry without account, which its next activation
/// removes, and a claim nobody holds, which the next claimant takes over.
/// </summary>
internal sealed class AccountRegistry(IGrainContextAccessor context, IGrainFactory grains, AccountStore store, PlatformDomains domains)
{
    private readonly string accountId = context.AccountId();
    private readonly Sequence sequence = new();
    private readonly HashSet<string> doubtful = [];
    private AccountState? candidate;
    private DirectoryEntry? entry;
    private bool isEntryKnown;

    /// <summary>Why the directory does not show the account as it is; null when it does.</summary>
    public string? Problem { get; private set; }

    public bool Holds(string appKey) =>
        AppKey.Of(candidate?.Registration, domains) == appKey || AppKey.Of(store.State?.Registration, domains) == appKey;

    /// <summary>Prepares the directory for a state about to be stored. Follow with <see cref="Conclude"/> whatever comes of it.</summary>
    /// <returns>Null, or why the state must not be stored.</returns>
    public async Task<AccountReply?> ReserveAsync(AccountState next)
    {
        var held = AppKey.Of(store.State?.Registration, domains);
        var wanted = AppKey.Of(next.Registration, domains);
        if (held is not null)
            doubtful.Add(held);
        if (wanted is null || wanted == held)
            return null;
        doubtful.Add(wanted);
        candidate = next;
        try
        {
            var holder = await Claims(wanted).ClaimAsync(wanted, accountId);
            if (holder != accountId)
                return AccountReply.Refused(RefusalKind.DuplicateApp,
                    $"Account '{holder}' has app {next.Registration!.AppId} at {domains.NameOf(next.Registration.Domain)} already. Remove it first, or use another app.");
            await SyncEntryAsync();
            return null;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            return AccountReply.Refused(RefusalKind.StorageUnavailable,
                $"The directory of accounts could not be written, nothing was changed: {failure.Message} Try again.");
        }
    }

    /// <summary>The state was stored or not: from now on only what is stored counts.</summary>
    public void Conclude() => candidate = null;

    /// <summary>Brings the directory in line with what is stored. Never throws; what failed is shown and left for the next call.</summary>
    public async Task<bool> SettleAsync()
    {
        try
        {
            await SyncEntryAsync();
            await ReleaseClaimsAsync();
            Problem = null;
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            Problem = failure.Message;
        }

        return Problem is null;
    }

    // Calls to one partition must not overtake each other: the newest state is to win.
    private Task SyncEntryAsync() => sequence.RunAsync(async () =>
    {
        var actual = EntryOf(candidate ?? store.State);
        if (isEntryKnown && entry == actual)
            return;
        isEntryKnown = false;
        var partition = grains.GetGrain<IDirectoryPartition>(Partition.Of(accountId));
        await (actual is null ? partition.RemoveAsync(accountId) : partition.PutAsync(actual));
        entry = actual;
        isEntryKnown = true;
    });

    private async Task ReleaseClaimsAsync()
    {
        foreach (var appKey in doubtful.ToArray())
        {
            if (!Holds(appKey))
                await Claims(appKey).ReleaseAsync(appKey, accountId);
            doubtful.Remove(appKey);
        }
    }

    private IAppClaims Claims(string appKey) => grains.GetGrain<IAppClaims>(Partition.Of(appKey));

    private DirectoryEntry? EntryOf(AccountState? state) => state?.Registration is not { } registration
        ? null
        : new DirectoryEntry(accountId, registration.AppId, domains.NameOf(registration.Domain), state.Wanted, state.WantedSince, state.Origin);
}
