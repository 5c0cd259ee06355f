using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Directory;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Handover;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Identity;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Tails;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// What owning an account means: state read, epoch claimed, connection and delivery in line with what is wanted, news stored. Every
/// step is safe to repeat, and <see cref="TendAsync"/> repeats whatever was left undone, for whatever reason.
/// </summary>
internal sealed partial class AccountOwner(
    IGrainContextAccessor context,
    AccountStore store,
    AccountRegistry registry,
    AccountConnector connector,
    DeliveryControl delivery,
    AccountUpkeep upkeep,
    IdentityResolver identity,
    WebhookCheck webhookCheck,
    HandOver handOver,
    OpenReadings readings,
    LocalAccounts local,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider time,
    Jitter jitter,
    IOptions<SupervisionOptions> supervision,
    IOptions<AccountOptions> options,
    ILogger<AccountOwner> logger)
{
    private const double HealthCheckShare = 0.1;

    private static readonly TimeSpan FirstOverlapLook = TimeSpan.FromMilliseconds(200);

    private readonly IGrainContext _grain = context.GrainContext;
    private readonly string _accountId = context.AccountId();
    private readonly RetryDelay _retry = new(options.Value.StorageRetry, supervision.Value.HealthCheckInterval, jitter);
    private readonly DateTimeOffset _begun = time.GetUtcNow();
    private AccountFacts? _published;
    private DateTimeOffset _retryAt;
    private bool _hasUnsavedNews;

    /// <summary>Makes sure of everything once.</summary>
    /// <returns>The pause until the next look.</returns>
    public async Task<TimeSpan> TendAsync()
    {
        var result = await TryTendAsync();
        if (result == TendResult.NotOurs)
        {
            await LeaveAsync("nothing to own");
            return Timeout.InfiniteTimeSpan;
        }

        var pause = result == TendResult.Done ? AfterSuccess() : AfterFailure();
        Publish();
        return pause;
    }

    /// <summary>Stores a change that was decided on, with everything that must be true of the directory before and after.</summary>
    /// <returns>Null, or why nothing was changed.</returns>
    public async Task<AccountReply?> CommitAsync(AccountState wanted)
    {
        var (next, refusal) = await delivery.PlaceAsync(wanted);
        refusal ??= await registry.ReserveAsync(next);
        var result = refusal is null ? await store.SaveAsync(next) : SaveResult.Saved;
        registry.Conclude();
        if (refusal is not null || next.Registration is null || result != SaveResult.Saved)
            await registry.SettleAsync();
        if (result == SaveResult.Lost)
            await LeaveAsync("another owner");
        return result switch
        {
            SaveResult.Saved => refusal,
            SaveResult.Lost => AccountReply.Refused(RefusalKind.StorageUnavailable, "Another silo has taken the account over, nothing was changed. Try again."),
            _ => Refusal(),
        };
    }

    /// <summary>Brings connection and delivery in line with what is stored.</summary>
    /// <returns>False when somebody else owns the account.</returns>
    /// <remarks>Delivery opens before the connection and ends after it: a callback finds whom to ask from the first frame on.</remarks>
    public async Task<bool> BringInLineAsync() => store.State is { Registration.Webhook: not null }
        ? await BringDeliveryInLineAsync() && await BringConnectionInLineAsync()
        : await BringConnectionInLineAsync() && await BringDeliveryInLineAsync();

    /// <summary>Shows what is known to everybody who asks this silo.</summary>
    public void Publish()
    {
        var facts = Facts();
        local.Replace(_published, facts);
        _published = facts;
    }

    /// <summary>Closes the connection, ends delivery, shows nothing any more, and ends the activation.</summary>
    public async Task LeaveAsync(string reason)
    {
        LogLeft(logger, _accountId, reason);
        // First, so that requests that come during the close find the next activation.
        readings.Close();
        _grain.Deactivate(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, reason));
        await CloseAsync(reason);
    }

    /// <summary>Closes the connection, 2 s at most, then ends delivery, 10 s at most and after what the connection still brought, and shows nothing any more.</summary>
    public async Task CloseAsync(string reason)
    {
        await connector.CloseAsync(reason);
        await delivery.CloseAsync();
        local.Remove(_published);
        _published = null;
    }

    /// <summary>Ends delivery as <see cref="CloseAsync"/> does, but leaves the socket open for the next owner to end it. What it
    /// brings from now on is kept, and delivered by the next owner.</summary>
    public async Task HandOverAsync()
    {
        await connector.LeaveAsync();
        handOver.KeepAnswering(delivery.Epoch);
        await delivery.CloseAsync();
        local.Remove(_published);
        _published = null;
    }

    /// <summary>A callback that the silo before brought has ended. While delivery is not yet loaded that is forgotten, and it is delivered late.</summary>
    public void EndCallback(long sequence, bool isAnswered) => delivery.Dispatcher?.Resolve(sequence, isAnswered);

    /// <summary>Why a request could not be carried out.</summary>
    public AccountReply Refusal() => AccountReply.Refused(RefusalKind.StorageUnavailable,
        $"The account's state could not be {(store.State is null ? "read from" : "written to")} storage, nothing was changed: {store.Problem}. Try again; if it lasts, look at the storage and the silo's log.");

    /// <summary>Why nothing can be asked about the account; null when it is registered and its state is known.</summary>
    public AccountRefusal? Obstacle() => store.State switch
    {
        null => Refusal().Refusal,
        { Registration: null } => AccountRules.Unknown.ToReply().Refusal,
        _ => null,
    };

    private async Task<TendResult> TryTendAsync()
    {
        if (!await store.ReadAsync())
            return TendResult.Undone;
        if (store.State!.Registration is null)
        {
            await connector.CloseAsync("removal");
            await delivery.CloseAsync();
            return await upkeep.RetireAsync() ? TendResult.NotOurs : TendResult.Undone;
        }

        var claimed = store.IsClaimDue ? ResultOf(await store.SaveAsync(store.State)) : TendResult.Done;
        if (claimed != TendResult.Done)
            return claimed;
        if (!await BringInLineAsync() || !await FollowAsync())
            return TendResult.NotOurs;
        return await SaveNewsAsync();
    }

    /// <summary>Once the connection of the owner before has closed, what it brought to the end is in the journal: this looks for it.</summary>
    private async Task<bool> FollowAsync() => !await handOver.ReleaseAsync() || await BringDeliveryInLineAsync();

    private async Task<bool> BringConnectionInLineAsync()
    {
        if (store.State is { IsWanted: true, Registration: { } registration } && store.OwnedEpoch is { } epoch)
            return await connector.ConnectAsync(registration, epoch);
        await connector.StopAsync("operator");
        return true;
    }

    /// <summary>What was received is delivered whether the account is connected or not.</summary>
    private async Task<bool> BringDeliveryInLineAsync()
    {
        if (store.State is { Registration.Webhook: { } webhook, Delivery: { } terms } && store.OwnedEpoch is { } epoch)
            return await delivery.OpenAsync(webhook, terms, epoch);
        await delivery.CloseAsync();
        return true;
    }

    private async Task<TendResult> SaveNewsAsync()
    {
        var state = store.State!;
        // More of both may come while these are being written.
        var (answer, echo) = (identity.Answer, webhookCheck.Echo);
        var next = DeliveryRules.Fold(FoldFault(identity.Fold(state, connector.Account)), echo);
        var result = next == state ? TendResult.Done : ResultOf(await store.SaveAsync(next));
        _hasUnsavedNews = result != TendResult.Done;
        if (!_hasUnsavedNews)
        {
            identity.Forget(answer);
            webhookCheck.Forget(echo);
        }

        return result;
    }

    private TimeSpan AfterSuccess()
    {
        _retry.Succeed();
        return handOver.IsUnderWay ? Overlap() : jitter.Around(supervision.Value.HealthCheckInterval, HealthCheckShare);
    }

    /// <summary>Two connections are up, and of what the other silo keeps nobody tells: the journal is looked at often, and less often the longer it lasts.</summary>
    private TimeSpan Overlap()
    {
        var pause = FirstOverlapLook + ((time.GetUtcNow() - _begun) / 4);
        return pause < supervision.Value.HealthCheckInterval ? pause : supervision.Value.HealthCheckInterval;
    }

    private TimeSpan AfterFailure()
    {
        var pause = _retry.Fail();
        _retryAt = time.GetUtcNow() + pause;
        LogUndone(logger, _accountId, store.Problem ?? registry.Problem, pause);
        return pause;
    }

    private static TendResult ResultOf(SaveResult result) => result switch
    {
        SaveResult.Saved => TendResult.Done,
        SaveResult.Failed => TendResult.Undone,
        _ => TendResult.NotOurs,
    };

    private AccountState FoldFault(AccountState state) => connector.Connection?.Snapshot.State switch
    {
        Faulted faulted => state with { LastFault = Faults.Of(faulted) },
        Connected => state with { LastFault = null },
        _ => state,
    };

    private AccountFacts Facts() => new()
    {
        AccountId = _accountId,
        State = store.State,
        OwnedSince = _begun,
        Obstacle = Fault(),
        RetryAt = connector.Fault is null ? _retryAt : null,
        Failures = _retry.Failures,
        Warnings = [.. Warnings()],
    };

    private AccountFault? Fault()
    {
        if (store.State is null)
            return Faults.Storage("The account's state could not be read", store.Problem ?? "not tried yet");
        return store.IsClaimDue && store.Problem is { } problem
            ? Faults.Storage("The account's epoch could not be written", problem)
            : connector.Fault;
    }

    private IEnumerable<string> Warnings()
    {
        var warnings = upkeep.Warnings(store.State?.Identity).Concat(delivery.Warnings());
        return _hasUnsavedNews
            ? warnings.Append($"What is new about the account could not be stored: {store.Problem}. Being retried.")
            : warnings;
    }
}
