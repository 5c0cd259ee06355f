using Feishu.Client;
using Feishu.Client.OpenApi;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Identity;

/// <summary>
/// Finds out who the bot is, beside everything else: connecting never waits for it, a failure never ends it, and what
/// is known stays until the platform says something newer about the same app.
/// </summary>
internal sealed class IdentityResolver(
    IBotInfoApi api,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider time,
    Jitter jitter,
    IOptions<AccountOptions> options)
{
    private const double RefreshShare = 0.1;

    private readonly RetryDelay _retry = new(options.Value.IdentityRetry, options.Value.MaxIdentityRetry, jitter);
    private FeishuAccount? _scheduledFor;
    private DateTimeOffset _due;

    /// <summary>The newest answer, until it is stored.</summary>
    public IdentityAnswer? Answer { get; private set; }

    /// <summary>Why the last try failed; null when it did not.</summary>
    public string? Problem { get; private set; }

    /// <summary>Asks when it is time to.</summary>
    /// <param name="account">Whom to ask about.</param>
    /// <param name="known">What is stored.</param>
    /// <param name="cancellation">Ends the call.</param>
    /// <returns>The pause until it is time again.</returns>
    public async Task<TimeSpan> ResolveAsync(FeishuAccount account, AccountIdentity? known, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        if (_scheduledFor != account)
        {
            // Other credentials may succeed where the old ones failed, and may belong to another platform.
            var isFirst = _scheduledFor is null;
            _due = isFirst && known is not null ? known.VerifiedAt + RefreshAge() : now;
            _scheduledFor = account;
            _retry.Succeed();
        }

        if (_due <= now)
            _due = time.GetUtcNow() + await AskAsync(account, cancellation);
        var pause = _due - time.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    /// <summary>Does not wait out a pause: something suggests that the platform answers again.</summary>
    public void Hurry() => _due = time.GetUtcNow();

    /// <summary>The state with the answer in it, if it is newer and about this very app.</summary>
    public AccountState Fold(AccountState state, FeishuAccount? present) =>
        Answer is { } answer
        && present is not null && (answer.About.AppId, answer.About.BaseAddress) == (present.AppId, present.BaseAddress)
        && (state.Identity is null || answer.Identity.VerifiedAt > state.Identity.VerifiedAt)
            ? state with { Identity = answer.Identity }
            : state;

    /// <summary>An answer is stored, or was about somebody else. One that came since is kept.</summary>
    public void Forget(IdentityAnswer? stored)
    {
        if (ReferenceEquals(Answer, stored))
            Answer = null;
    }

    private async Task<TimeSpan> AskAsync(FeishuAccount account, CancellationToken cancellation)
    {
        try
        {
            var info = await api.GetAsync(account, cancellation);
            Answer = new(account, new AccountIdentity(info.OpenId, info.Name, time.GetUtcNow()));
            Problem = null;
            _retry.Succeed();
            return RefreshAge();
        }
        catch (OpenApiException failure)
        {
            Problem = failure.Explain();
            return _retry.Fail();
        }
    }

    private TimeSpan RefreshAge() => jitter.Around(options.Value.IdentityRefresh, RefreshShare);
}
