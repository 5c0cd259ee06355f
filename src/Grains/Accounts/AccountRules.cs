using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What every request means, as pure functions of what is stored.</summary>
internal static class AccountRules
{
    public static Decision.Refuse Unknown { get; } =
        new(RefusalKind.UnknownAccount, "No account has this id. List the accounts to see which there are.");

    public static Decision Add(AccountState now, StoredRegistration registration, bool enabled, DateTimeOffset at) =>
        now.Registration is null
            ? new Decision.Change(Registered(now, registration, enabled, at) with { Origin = AccountOrigin.Operator })
            : new Decision.Refuse(RefusalKind.DuplicateAccount, "An account with this id exists. Choose another id, or remove that account first.");

    /// <summary>Applies a declaration once: what the operator did since stays until the declaration itself changes.</summary>
    public static Decision Declare(AccountState now, StoredRegistration registration, bool enabled, DeclarationMark mark, DateTimeOffset at)
    {
        // The declaration last applied, as the other master key names it: it is not applied again, only named anew.
        if (now.DeclarationHash is { } known && known == mark.OtherHash)
            return new Decision.Change(now with { DeclarationHash = mark.Hash });
        var isNewer = mark.Revision >= now.DeclarationRevision && mark.Hash != now.DeclarationHash;
        if (now.Registration is null)
            return isNewer ? Declared(now, registration, enabled, mark, at) : RemovedByOperator;
        if (now.Registration.AppId != registration.AppId && isNewer)
            return new Decision.Refuse(RefusalKind.InvalidInput,
                $"The app id of an account cannot change (it is {now.Registration.AppId}). Declare {registration.AppId} under another id, or remove the account first.");
        if (isNewer)
            return Declared(now, registration, enabled, mark, at);
        return now.Origin == AccountOrigin.Undeclared && mark.Revision >= now.DeclarationRevision
            ? new Decision.Change(now with { Origin = AccountOrigin.Declared, DeclarationRevision = mark.Revision })
            : new Decision.Keep();
    }

    public static Decision MarkUndeclared(AccountState now, long revision) => now switch
    {
        { Registration: null } => Unknown,
        { Origin: AccountOrigin.Declared } when revision >= now.DeclarationRevision =>
            new Decision.Change(now with { Origin = AccountOrigin.Undeclared, DeclarationRevision = revision }),
        _ => new Decision.Keep(),
    };

    public static Decision Want(AccountState now, WantedPhase wanted, DateTimeOffset at)
    {
        if (now.Registration is null)
            return Unknown;
        return now.Wanted == wanted ? new Decision.Keep() : new Decision.Change(now with { Wanted = wanted, WantedSince = at });
    }

    public static Decision Reconnect(AccountState now) => now switch
    {
        { Registration: null } => Unknown,
        { Wanted: WantedPhase.Stopped } => new Decision.Refuse(RefusalKind.WrongState, "The account is stopped. Start it instead."),
        _ => new Decision.Keep(),
    };

    public static Decision ReplaceSecret(AccountState now, string sealedSecret) => now.Registration is { } registration
        ? new Decision.Change(now with { Registration = registration with { SealedSecret = sealedSecret }, LastFault = null })
        : Unknown;

    /// <summary>
    /// Leaves a tombstone: the epoch, so that it keeps growing, and a declaration that is still in force, so that the
    /// next start of a silo does not undo the removal.
    /// </summary>
    public static Decision Remove(AccountState now, DateTimeOffset at) => now.Registration is null
        ? Unknown
        : new Decision.Change(new AccountState
        {
            WantedSince = at,
            DeclarationHash = now.Origin == AccountOrigin.Undeclared ? null : now.DeclarationHash,
            DeclarationRevision = now.DeclarationRevision,
            Epoch = now.Epoch,
        });

    /// <param name="differences">Names of the parts that differ.</param>
    public static Decision.Refuse RegisteredOtherwise(IEnumerable<string> differences) => new(RefusalKind.DuplicateAccount,
        $"An account with this id exists, with another {string.Join(", another ", differences)}. Choose another id, change the account, or remove it first.");

    private static Decision.Refuse RemovedByOperator { get; } = new(RefusalKind.WrongState,
        "The account is declared, but was removed by the operator. Change its declaration to have it back, or add it.");

    private static Decision.Change Declared(
        AccountState now, StoredRegistration registration, bool enabled, DeclarationMark mark, DateTimeOffset at) =>
        new(Registered(now, registration, enabled, at) with
        {
            Origin = AccountOrigin.Declared,
            DeclarationHash = mark.Hash,
            DeclarationRevision = mark.Revision,
        });

    private static AccountState Registered(AccountState now, StoredRegistration registration, bool enabled, DateTimeOffset at)
    {
        var wanted = enabled ? WantedPhase.Running : WantedPhase.Stopped;
        var isChanged = now.Registration is null || now.Wanted != wanted;
        return DeliveryRules.Register(now, registration) with { Wanted = wanted, WantedSince = isChanged ? at : now.WantedSince };
    }
}
