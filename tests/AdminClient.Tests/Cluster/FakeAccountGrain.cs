using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Grains.Interfaces.Webhooks;

namespace FeishuOrleans.AdminClient.Tests.Cluster;

/// <summary>An account without a connection: it answers from <see cref="FakeAccounts"/>.</summary>
internal sealed class FakeAccountGrain(FakeAccounts accounts) : Grain, IAccountGrain
{
    private string Id => this.GetPrimaryKeyString();

    public Task<AccountReply> AddAsync(AccountRegistration registration) => AnswerAsync("add", () =>
    {
        if (accounts.Find(Id) is not null)
            return AccountReply.Refused(RefusalKind.DuplicateAccount, $"Account '{Id}' exists.");
        accounts.Registrations[Id] = registration;
        return Save(Statuses.Connecting(Id) with
        {
            AppId = registration.AppId,
            Domain = registration.Domain ?? "feishu",
            Wanted = registration.Enabled ? WantedPhase.Running : WantedPhase.Stopped,
            Phase = registration.Enabled ? ConnectionPhase.Connecting : ConnectionPhase.Stopped,
        });
    });

    public Task<AccountReply> GetStatusAsync() => AnswerAsync("status", () => Change(status => status));

    public Task<AccountReply> StartAsync() => AnswerAsync("start", () => Change(
        status => status with { Wanted = WantedPhase.Running, Phase = ConnectionPhase.Connecting }));

    public Task<AccountReply> StopAsync() => AnswerAsync("stop", () => Change(
        status => status with { Wanted = WantedPhase.Stopped, Phase = ConnectionPhase.Stopped }));

    public Task<AccountReply> ReconnectAsync() => AnswerAsync("reconnect", () => Change(
        status => status with { Phase = ConnectionPhase.Connecting }));

    public Task<AccountReply> RotateSecretAsync(SecretRotation rotation) => AnswerAsync("rotate-secret", () =>
    {
        accounts.Secrets[Id] = rotation.AppSecret;
        return Change(status => status);
    });

    public Task<AccountReply> PauseAsync() => AnswerAsync("pause", () => Change(status => status));

    public Task<AccountReply> ResumeAsync() => AnswerAsync("resume", () => Change(status => status));

    public Task<AccountReply> SetWebhookAsync(WebhookRegistration? webhook) => AnswerAsync("set-webhook", () =>
    {
        accounts.Webhooks[Id] = webhook;
        return Change(status => status);
    });

    public Task<WebhookTestReply> TestWebhookAsync() => Task.FromResult(accounts.Tests.TryGetValue(Id, out var result)
        ? WebhookTestReply.Of(result)
        : WebhookTestReply.Refused(Unknown().Refusal!));

    public Task<ParkedReply> GetParkedAsync(long after, int limit)
    {
        if (!accounts.Parked.TryGetValue(Id, out var parked))
            return Task.FromResult(ParkedReply.Refused(Unknown().Refusal!));
        // Pages of two, so that a client that stops at the first one is found out.
        ParkedEvent[] page = [.. parked.Where(one => one.Sequence > after).Take(2)];
        return Task.FromResult(ParkedReply.Of(new ParkedPage(page, page.Length == 2 ? page[^1].Sequence : null)));
    }

    public Task<ParkedChangeReply> RedriveAsync(long? sequence) => ChangeParked("redrive", sequence);

    public Task<ParkedChangeReply> DropAsync(long sequence) => ChangeParked("drop", sequence);

    public Task<AccountReply> RemoveAsync() => AnswerAsync(
        "remove", () => accounts.Remove(Id) ? AccountReply.Removed : Unknown());

    public Task<AccountReply> MatchAsync(AccountRegistration registration) => throw new NotSupportedException();

    public Task<AccountReply> DeclareAsync(AccountDeclaration declaration) => throw new NotSupportedException();

    public Task<AccountReply> MarkUndeclaredAsync(long revision) => throw new NotSupportedException();

    public Task EnsureAsync() => throw new NotSupportedException();

    private Task<AccountReply> AnswerAsync(string request, Func<AccountReply> answer)
    {
        accounts.Requests.Enqueue($"{request} {Id}");
        if (accounts.Failures.TryGetValue(Id, out var failure))
            throw new InvalidOperationException(failure);
        return Task.FromResult(accounts.Refusals.TryGetValue(Id, out var refusal) ? new AccountReply(null, refusal) : answer());
    }

    private Task<ParkedChangeReply> ChangeParked(string request, long? sequence)
    {
        accounts.Requests.Enqueue($"{request} {Id} {sequence}");
        var fitting = accounts.Parked.GetValueOrDefault(Id, []).Count(one => sequence is null || one.Sequence == sequence);
        return Task.FromResult(sequence is not null && fitting == 0
            ? ParkedChangeReply.Refused(new AccountRefusal(RefusalKind.UnknownEvent, $"Event {sequence} is not parked."))
            : ParkedChangeReply.Of(fitting));
    }

    private AccountReply Change(Func<AccountStatus, AccountStatus> change) =>
        accounts.Find(Id) is { } status ? Save(change(status)) : Unknown();

    private AccountReply Save(AccountStatus status)
    {
        accounts.Put(status);
        return AccountReply.Of(status);
    }

    private AccountReply Unknown() => AccountReply.Refused(RefusalKind.UnknownAccount, $"There is no account '{Id}'.");
}
