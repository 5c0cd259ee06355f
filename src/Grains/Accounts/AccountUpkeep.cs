using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Directory;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Identity;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// What an account needs beside its connection, and what may take its time: reminder, directory entry, identity, the
/// webhook's challenge. Runs between the account's turns, so that none of it delays a connect or a stop.
/// </summary>
internal sealed class AccountUpkeep(
    AccountStore store,
    AccountReminder reminder,
    AccountRegistry registry,
    AccountConnector connector,
    IdentityResolver identity,
    WebhookCheck webhookCheck,
    IOptions<AccountOptions> options,
    Jitter jitter)
{
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMinutes(1);

    private readonly RetryDelay _retry = new(options.Value.StorageRetry, LongestRetry, jitter);

    /// <summary>Does what is due.</summary>
    /// <returns>The pause until something is.</returns>
    public async Task<TimeSpan> RunAsync(CancellationToken cancellation)
    {
        if (store.State is not { Registration: not null } state)
            return Idle;
        var isSettled = await reminder.SyncAsync(state.IsOwned) & await registry.SettleAsync();
        // At once: neither the platform nor the operator's endpoint waits for the other.
        var pauses = await Task.WhenAll(ResolveIdentityAsync(state, cancellation), webhookCheck.RunAsync(state, cancellation));
        var pause = pauses.Min();
        if (isSettled)
        {
            _retry.Succeed();
            return pause;
        }

        var soon = _retry.Fail();
        return soon < pause ? soon : pause;
    }

    /// <summary>Removes what a removed account leaves behind.</summary>
    /// <returns>Whether nothing is left.</returns>
    public async Task<bool> RetireAsync() => await reminder.SyncAsync(wanted: false) & await registry.SettleAsync();

    /// <summary>What is wrong, for the account's status.</summary>
    public IEnumerable<string> Warnings(AccountIdentity? known)
    {
        if (reminder.Problem is { } reminderProblem)
            yield return $"The reminder that brings the account back after a crash could not be set: {reminderProblem}. Being retried.";
        if (registry.Problem is { } registryProblem)
            yield return registryProblem;
        if (webhookCheck.Problem is { } webhookProblem)
            yield return webhookProblem;
        if (identity.Problem is { } identityProblem)
            yield return known is null
                ? $"The bot's identity is unknown: {identityProblem}. Being retried."
                : $"The bot's identity could not be confirmed since {known.VerifiedAt:u}: {identityProblem}. Being retried.";
    }

    private Task<TimeSpan> ResolveIdentityAsync(AccountState state, CancellationToken cancellation) =>
        state.IsWanted && connector.Account is { } account
            ? identity.ResolveAsync(account, state.Identity, cancellation)
            : Task.FromResult(Idle);
}
