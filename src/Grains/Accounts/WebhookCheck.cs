using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Sinks.Webhook;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>
/// Finds out whether the webhook understands what it is sent, beside everything else: with the platform's own challenge,
/// again and again until it comes back. Delivery never waits for it.
/// </summary>
internal sealed class WebhookCheck(
    IGrainContextAccessor context,
    WebhookChallenge challenge,
    Credentials credentials,
    [FromKeyedServices(TimeProviderNames.Grains)] TimeProvider time,
    Jitter jitter,
    IOptions<AccountOptions> options)
{
    private static readonly TimeSpan Idle = TimeSpan.FromDays(1);

    private readonly string _accountId = context.AccountId();
    private readonly RetryDelay _retry = new(options.Value.WebhookRetry, options.Value.MaxWebhookRetry, jitter);
    private StoredWebhook? _scheduledFor;
    private DateTimeOffset _due;

    /// <summary>The newest echo, until it is stored.</summary>
    public WebhookEcho? Echo { get; private set; }

    /// <summary>Why the challenge did not come back, with what to do; null when it did, or was not sent yet.</summary>
    public string? Problem { get; private set; }

    /// <summary>Sends the challenge when it is time to.</summary>
    /// <returns>The pause until it is time again.</returns>
    public async Task<TimeSpan> RunAsync(AccountState state, CancellationToken cancellation)
    {
        if (state is not { Registration.Webhook: { } webhook, Delivery.EchoedAt: null })
        {
            (_scheduledFor, Problem) = (null, null);
            return Idle;
        }

        if (_scheduledFor != webhook)
        {
            (_scheduledFor, _due, Problem) = (webhook, time.GetUtcNow(), null);
            _retry.Succeed();
        }

        if (_due <= time.GetUtcNow())
            _due = time.GetUtcNow() + await TryAsync(webhook, cancellation);
        var pause = _due - time.GetUtcNow();
        return pause > TimeSpan.Zero ? pause : TimeSpan.Zero;
    }

    /// <summary>Sends the challenge because a person wants to know.</summary>
    public async Task<WebhookTestResult> TestAsync(StoredWebhook webhook)
    {
        var (target, unreadable) = credentials.Open(_accountId, webhook);
        if (target is null)
            return new WebhookTestResult(false, "", Unreadable(unreadable!), "Set the webhook again.");
        var result = await challenge.SendAsync(target, CancellationToken.None);
        Note(webhook, result);
        return new WebhookTestResult(result.IsEchoed, target.Endpoint, result.Problem, result.IsEchoed ? null : Advice);
    }

    /// <summary>An echo is stored, or was another webhook's. One that came since is kept.</summary>
    public void Forget(WebhookEcho? stored)
    {
        if (ReferenceEquals(Echo, stored))
            Echo = null;
    }

    /// <summary>Why the stored secrets of a webhook cannot be used, in the words of a status.</summary>
    public static string Unreadable(string problem) => $"The stored secrets of the webhook cannot be opened: {problem}.";

    private const string Advice =
        "Events are delivered all the same, but official handlers answer 200 to what they cannot read and drop it: compare the URL, the encrypt key and the verification token with the handler's.";

    private async Task<TimeSpan> TryAsync(StoredWebhook webhook, CancellationToken cancellation)
    {
        // Secrets that cannot be opened keep delivery itself from running, which says so.
        if (credentials.Open(_accountId, webhook).Target is not { } target)
            return _retry.Fail();
        var result = await challenge.SendAsync(target, cancellation);
        Note(webhook, result);
        return result.IsEchoed ? Idle : _retry.Fail();
    }

    private void Note(StoredWebhook webhook, ChallengeResult result)
    {
        if (result.IsEchoed)
            Echo = new WebhookEcho(webhook, time.GetUtcNow());
        Problem = result.IsEchoed ? null : $"{result.Problem} {Advice}";
    }
}
