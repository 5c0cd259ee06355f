using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// The account's state in storage, and this activation's claim on it: the first write for an account that is to be
/// owned raises the epoch, so that no socket is opened and nothing delivered under an epoch that another activation could have.
/// Failures are values; what is in memory is always what storage last confirmed. For turns that do not overlap.
/// </summary>
internal sealed partial class AccountStore(
    IGrainContextAccessor context, IGrainStorage storage, ILocalSiloDetails silo, OwnershipInstruments instruments, ILogger<AccountStore> logger)
{
    private readonly string _accountId = context.AccountId();
    private readonly LateState<AccountState> _record = new("account", context.GrainContext, storage);

    /// <summary>Null until it was read.</summary>
    public AccountState? State { get; private set; }

    /// <summary>The epoch under which this activation may connect and deliver; null while it has claimed none.</summary>
    public long? OwnedEpoch { get; private set; }

    /// <summary>Why the last read or write failed; null when it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Whether the account is to be owned and this activation does not own it yet.</summary>
    public bool IsClaimDue => State is { IsOwned: true } && OwnedEpoch is null;

    /// <summary>Reads what was not read yet.</summary>
    public async Task<bool> ReadAsync()
    {
        if (State is not null)
            return true;
        try
        {
            await _record.ReadStateAsync();
        }
        catch (OrleansException failure)
        {
            Problem = failure.Explain();
            return false;
        }

        State = _record.State ?? new AccountState();
        Problem = null;
        return true;
    }

    public async Task<SaveResult> SaveAsync(AccountState next)
    {
        var before = State;
        if (next.IsOwned && OwnedEpoch is null)
            next = next with { Epoch = next.Epoch + 1, OwnerSilo = silo.Name };
        _record.State = next;
        try
        {
            await _record.WriteStateAsync();
        }
        catch (OrleansException failure)
        {
            _record.State = before!;
            Problem = failure.Explain();
            if (failure is not InconsistentStateException)
                return SaveResult.Failed;
            instruments.OnFenced();
            return SaveResult.Lost;
        }

        State = next;
        Problem = null;
        Own(next);
        return SaveResult.Saved;
    }

    private void Own(AccountState saved)
    {
        // A removed account is nobody's; what is added in its place is claimed anew.
        if (saved.Registration is null)
            OwnedEpoch = null;
        if (!saved.IsOwned || OwnedEpoch is not null)
            return;
        OwnedEpoch = saved.Epoch;
        instruments.OnClaimed();
        LogClaimed(logger, _accountId, saved.Epoch);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Account}: owned here under epoch {Epoch}")]
    private static partial void LogClaimed(ILogger logger, string account, long epoch);
}
