using Feishu.Client;
using Feishu.Client.Supervision;
using FeishuOrleans.Grains.Connections;
using FeishuOrleans.Grains.Directory;
using FeishuOrleans.Grains.Handover;
using FeishuOrleans.Grains.Identity;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Messages;
using FeishuOrleans.Grains.Replays;
using FeishuOrleans.Grains.Tails;
using FeishuOrleans.Grains.Takeover;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Placement;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// An account as a grain: identity, order of turns and timers. What requests mean is in <see cref="AccountRules"/>,
/// what owning means in <see cref="AccountOwner"/>, what may take its time in <see cref="AccountUpkeep"/>.
/// </summary>
[GrainType("feishu-account")]
[KeepAlive, Immovable, RendezvousPlacement]
internal sealed partial class AccountGrain(
    AccountStore store,
    AccountOwner owner,
    AccountUpkeep upkeep,
    AccountRegistry registry,
    AccountConnector connector,
    AccountParking parking,
    AccountMessages messages,
    AccountEvents events,
    AccountReplay replay,
    IdentityResolver identity,
    WebhookCheck webhookCheck,
    SecretCheck secretCheck,
    Credentials credentials,
    LocalAccounts local,
    HandOver handOver,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider time,
    IOptions<SupervisionOptions> options,
    ILogger<AccountGrain> logger) : Grain, IAccountGrain, IAccountMessages, IAccountEvents, IAccountOwner, IRemindable, IGrainMigrationParticipant
{
    /// <summary>An id without account is left alone for this long, so that a request following the first one finds the activation.</summary>
    private static readonly TimeSpan UnknownLinger = TimeSpan.FromSeconds(5);

    private PacedTimer? _tending;
    private PacedTimer? _upkeeping;

    private string Id => this.GetPrimaryKeyString();

    private DateTimeOffset Now => time.GetUtcNow();

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await store.ReadAsync();
        owner.Publish();
        // Owning begins in a turn of its own: an activation that connected would keep its callers waiting.
        var first = store.State is { Registration: null } ? UnknownLinger : TimeSpan.Zero;
        var interval = options.Value.HealthCheckInterval;
        _tending = new PacedTimer(this, _ => TendAsync(), first, interval, interleave: false);
        _upkeeping = new PacedTimer(this, UpkeepAsync, first, interval, interleave: true);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        reason.ReasonCode == DeactivationReasonCode.Migrating ? owner.HandOverAsync() : owner.CloseAsync("deactivation");

    public void OnDehydrate(IDehydrationContext dehydrationContext) => handOver.Write(dehydrationContext);

    public void OnRehydrate(IRehydrationContext rehydrationContext) => handOver.Read(rehydrationContext);

    public Task<AccountReply> AddAsync(AccountRegistration registration) =>
        RegisterAsync("add", registration, (state, stored) => AccountRules.Add(state, stored, registration.Enabled, Now));

    public Task<AccountReply> MatchAsync(AccountRegistration registration)
    {
        if (RegistrationCheck.Explain(Id, registration) is { } problem)
            return Task.FromResult(AccountReply.Refused(RefusalKind.InvalidInput, problem));
        var differences = store.State?.Registration is { } stored ? credentials.Differences(Id, stored, registration) : [];
        return Task.FromResult(differences.Count == 0 ? Reply() : AccountRules.RegisteredOtherwise(differences).ToReply());
    }

    public Task<AccountReply> DeclareAsync(AccountDeclaration declaration) => RegisterAsync(
        "declare",
        declaration.Registration,
        (state, stored) => AccountRules.Declare(state, stored, declaration.Registration.Enabled, credentials.Mark(declaration), Now));

    public Task<AccountReply> MarkUndeclaredAsync(long revision) =>
        ChangeAsync("mark undeclared", state => AccountRules.MarkUndeclared(state, revision));

    public Task<AccountReply> GetStatusAsync() => Task.FromResult(Reply());

    public Task<AccountReply> StartAsync() =>
        ChangeAsync("start", state => AccountRules.Want(state, WantedPhase.Running, Now), static connection => connection.Start());

    public Task<AccountReply> StopAsync() => ChangeAsync("stop", state => AccountRules.Want(state, WantedPhase.Stopped, Now));

    public Task<AccountReply> ReconnectAsync() =>
        ChangeAsync("reconnect", AccountRules.Reconnect, static connection => connection.Reconnect());

    public async Task<AccountReply> RotateSecretAsync(SecretRotation rotation)
    {
        // Between the turns, so that nothing waits for the platform; storing it has a turn of its own.
        if (store.State is not { } state)
            return owner.Refusal();
        return await secretCheck.ExplainAsync(state, rotation.AppSecret) is { } refusal
            ? refusal.ToReply()
            : await GrainFactory.GetGrain<IAccountOwner>(Id).ReplaceSecretAsync(rotation);
    }

    public Task<AccountReply> ReplaceSecretAsync(SecretRotation accepted) =>
        ChangeAsync("rotate secret", state => AccountRules.ReplaceSecret(state, credentials.SealSecret(Id, accepted.AppSecret)));

    public async Task<AccountReseal> ResealAsync()
    {
        string? problem = null;
        var before = store.State?.Registration;
        var reply = await ChangeAsync("reseal", state =>
        {
            if (state.Registration is not { } registration)
                return new Decision.Keep();
            (var resealed, problem) = credentials.Reseal(Id, registration);
            return ReferenceEquals(resealed, registration) ? new Decision.Keep() : new Decision.Change(state with { Registration = resealed });
        });
        // Somebody may have removed it meanwhile: then there is nothing to seal.
        problem ??= reply.Refusal is { Kind: not RefusalKind.UnknownAccount } refusal ? refusal.Message : null;
        return new AccountReseal(problem is null && before is not null && !ReferenceEquals(before, store.State?.Registration), problem);
    }

    public Task<AccountReply> PauseAsync() => ChangeAsync("pause", state => DeliveryRules.Pause(state, Now));

    public Task<AccountReply> ResumeAsync() => ChangeAsync("resume", DeliveryRules.Resume);

    public Task<AccountReply> SetWebhookAsync(WebhookRegistration? webhook) => webhook?.Explain() is { } problem
        ? Task.FromResult(AccountReply.Refused(RefusalKind.InvalidInput, problem))
        : ChangeAsync("set webhook", state => DeliveryRules.SetWebhook(state, credentials.Seal(Id, webhook)));

    public async Task<WebhookTestReply> TestWebhookAsync()
    {
        if (store.State is not { } state)
            return WebhookTestReply.Refused(owner.Refusal().Refusal!);
        if (state.Registration?.Webhook is not { } webhook)
            return WebhookTestReply.Refused((state.Registration is null ? AccountRules.Unknown : DeliveryRules.NoWebhook).ToReply().Refusal!);
        var result = await webhookCheck.TestAsync(webhook);
        _tending!.Wake();
        return WebhookTestReply.Of(result);
    }

    public Task<ParkedReply> GetParkedAsync(long after, int limit) => parking.ListAsync(after, limit);

    public Task<ParkedChangeReply> RedriveAsync(long? sequence) => parking.RedriveAsync(sequence);

    public Task<ParkedChangeReply> DropAsync(long sequence) => parking.DropAsync(sequence);

    public Task<SendReply> SendAsync(SendRequest request) => messages.SendAsync(request);

    public IAsyncEnumerable<EventBatch> ReadAsync(EventQuery query, CancellationToken cancellation = default) => events.ReadAsync(query, cancellation);

    public IAsyncEnumerable<ReplayStep> ReplayAsync(EventQuery query, CancellationToken cancellation = default) => replay.RunAsync(query, cancellation);

    public Task<AccountReply> RemoveAsync() => ChangeAsync("remove", state => AccountRules.Remove(state, Now));

    public Task EnsureAsync() => TendAsync();

    public Task ReceiveReminder(string reminderName, TickStatus status) => TendAsync();

    public Task<bool> HoldsAppAsync(string appKey) => store.State is null
        ? throw new OrleansException($"Account '{Id}' cannot say which app it has: its state could not be read. {store.Problem}.")
        : Task.FromResult(registry.Holds(appKey));

    public Task CallbackEndedAsync(long sequence, bool isAnswered)
    {
        owner.EndCallback(sequence, isAnswered);
        return Task.CompletedTask;
    }

    public Task<bool> MoveAsync(SiloAddress from, SiloAddress target) => Task.FromResult(handOver.TryLeave(from, target));

    public Task ConnectionChangedAsync(long epoch)
    {
        if (epoch != store.OwnedEpoch)
            return Task.CompletedTask;
        if (store.State is { Identity: null } && connector.Connection is { Snapshot.State: Connected })
        {
            identity.Hurry();
            _upkeeping!.Wake();
        }

        return TendAsync();
    }

    private Task<AccountReply> RegisterAsync(
        string request, AccountRegistration registration, Func<AccountState, StoredRegistration, Decision> decide) =>
        RegistrationCheck.Explain(Id, registration) is { } problem
            ? Task.FromResult(AccountReply.Refused(RefusalKind.InvalidInput, problem))
            : ChangeAsync(request, state => decide(state, credentials.Seal(Id, registration)));

    /// <summary>One request: decided, stored, carried out, answered.</summary>
    private async Task<AccountReply> ChangeAsync(
        string request, Func<AccountState, Decision> decide, Action<FeishuConnection>? act = null)
    {
        var before = store.State;
        var reply = await TryChangeAsync(decide, act);
        if (reply.Refusal is { } refusal)
            LogRefused(logger, Id, request, refusal.Kind, refusal.Message);
        else if (before != store.State || act is not null)
            LogDone(logger, Id, request);
        return reply;
    }

    private async Task<AccountReply> TryChangeAsync(Func<AccountState, Decision> decide, Action<FeishuConnection>? act)
    {
        if (!await store.ReadAsync())
            return owner.Refusal();
        var decision = decide(store.State!);
        if (decision is Decision.Refuse refused)
            return refused.ToReply();
        if (decision is Decision.Change change && await owner.CommitAsync(change.Next) is { } refusal)
            return refusal;
        await TendAsync();
        if (act is not null && connector.Connection is { } connection)
            act(connection);
        _upkeeping!.Wake();
        return store.State!.Registration is null ? AccountReply.Removed : Reply();
    }

    private AccountReply Reply()
    {
        if (store.State is null)
            return owner.Refusal();
        owner.Publish();
        return local.StatusOf(Id) is { } status ? AccountReply.Of(status) : AccountRules.Unknown.ToReply();
    }

    private async Task TendAsync()
    {
        var account = connector.Account;
        _tending!.RunIn(await owner.TendAsync());
        if (connector.Account != account)
            _upkeeping!.Wake();
    }

    private async Task UpkeepAsync(CancellationToken cancellation)
    {
        _upkeeping!.RunIn(await upkeep.RunAsync(cancellation));
        owner.Publish();
        if (identity.Answer is not null || webhookCheck.Echo is not null)
            _tending!.Wake();
    }
}
