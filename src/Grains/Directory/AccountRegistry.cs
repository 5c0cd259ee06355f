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
    private readonly string _accountId = context.AccountId();
    private readonly Sequence _sequence = new();
    private readonly HashSet<string> _doubtful = [];
    private AccountState? _candidate;
    private DirectoryEntry? _entry;
    private bool _isEntryKnown;
    private string? _claimed;

    /// <summary>Why the directory does not show the account as it is; null when it does.</summary>
    public string? Problem { get; private set; }

    public bool Holds(string appKey) => KeyOf(_candidate) == appKey || KeyOf(store.State) == appKey;

    /// <summary>Prepares the directory for a state about to be stored. Follow with <see cref="Conclude"/> whatever comes of it.</summary>
    /// <returns>Null, or why the state must not be stored.</returns>
    public async Task<AccountReply?> ReserveAsync(AccountState next)
    {
        var (held, wanted) = (KeyOf(store.State), KeyOf(next));
        _doubtful.UnionWith(new[] { held, wanted }.OfType<string>());
        if (wanted is null || wanted == held)
            return null;
        _candidate = next;
        try
        {
            return await _sequence.RunAsync(ClaimAsync) is { } problem
                ? AccountReply.Refused(RefusalKind.DuplicateApp, problem)
                : await PutEntryAsync();
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            return AccountReply.Refused(RefusalKind.StorageUnavailable,
                $"The directory of accounts could not be written, nothing was changed: {failure.Explain()}. Try again; if it lasts, look at the storage and the silo's log.");
        }
    }

    /// <summary>The state was stored or not: from now on only what is stored counts.</summary>
    public void Conclude() => _candidate = null;

    /// <summary>Brings the directory in line with what is stored. Never throws; what failed is shown and left for the next call.</summary>
    public async Task<bool> SettleAsync()
    {
        try
        {
            await _sequence.RunAsync(SyncEntryAsync);
            Problem = await _sequence.RunAsync(ClaimAsync);
            await _sequence.RunAsync(ReleaseClaimsAsync);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            Problem = $"The directory of accounts could not be written: {failure.Explain()}. Being retried.";
        }

        return Problem is null;
    }

    private async Task<AccountReply?> PutEntryAsync()
    {
        await _sequence.RunAsync(SyncEntryAsync);
        return null;
    }

    private async Task SyncEntryAsync()
    {
        var actual = EntryOf(_candidate ?? store.State);
        if (_isEntryKnown && _entry == actual)
            return;
        _isEntryKnown = false;
        var partition = grains.GetGrain<IDirectoryPartition>(Partition.Of(_accountId));
        await (actual is null ? partition.RemoveAsync(_accountId) : partition.PutAsync(actual));
        _entry = actual;
        _isEntryKnown = true;
    }

    /// <summary>Claims the app; also what an account has long had, because claims depend on the default platform, which may be configured anew.</summary>
    /// <returns>Null, or why the app cannot be claimed.</returns>
    private async Task<string?> ClaimAsync()
    {
        var state = _candidate ?? store.State;
        if (KeyOf(state) is not { } wanted || wanted == _claimed)
            return null;
        var holder = await Claims(wanted).ClaimAsync(wanted, _accountId);
        if (holder != _accountId)
            return $"Account '{holder}' has app {state!.Registration!.AppId} at {domains.NameOf(state.Registration.Domain)} already. Remove one of the two, or use another app.";
        _claimed = wanted;
        return null;
    }

    private async Task ReleaseClaimsAsync()
    {
        // A key that is held stays doubtful: a change under way may be about to give it up.
        foreach (var appKey in _doubtful.Where(appKey => !Holds(appKey)).ToArray())
        {
            await Claims(appKey).ReleaseAsync(appKey, _accountId);
            _doubtful.Remove(appKey);
            _claimed = _claimed == appKey ? null : _claimed;
        }
    }

    private IAppClaims Claims(string appKey) => grains.GetGrain<IAppClaims>(Partition.Of(appKey));

    private string? KeyOf(AccountState? state) => AppKey.Of(state?.Registration, domains);

    private DirectoryEntry? EntryOf(AccountState? state) => state?.Registration is not { } registration
        ? null
        : new DirectoryEntry(_accountId, registration.AppId, domains.NameOf(registration.Domain), state.Wanted, state.WantedSince, state.Origin);
}
