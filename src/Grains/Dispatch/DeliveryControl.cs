using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Sinks.Webhook;

namespace FeishuOrleans.Grains.Dispatch;

/// <summary>One account's hand on its delivery: brings it in line with what is wanted, again and again.</summary>
internal sealed class DeliveryControl(
    IGrainContextAccessor context,
    DispatchHost host,
    IJournalStore journal,
    WebhookHttp http,
    Credentials credentials,
    AccountStore store,
    TimeProvider time)
{
    private static readonly TimeSpan JournalLimit = TimeSpan.FromSeconds(5);

    private readonly string _accountId = context.AccountId();
    private StoredWebhook? _opened;
    private WebhookSink? _sink;
    private long _epoch;
    private bool _isOpen;

    /// <summary>Where events go, with secrets in clear; null when there is no webhook or it cannot be opened.</summary>
    public WebhookTarget? Target { get; private set; }

    /// <summary>Why nothing can be delivered whatever the endpoint says; null when nothing is in the way.</summary>
    public string? Problem { get; private set; }

    /// <summary>The way to the webhook; null when there is none or it cannot be opened.</summary>
    public IEventSink? Sink => _sink;

    /// <summary>Epoch under which this activation delivers.</summary>
    public long Epoch => _epoch;

    /// <summary>Delivery under the epoch of this activation.</summary>
    public AccountDispatcher? Dispatcher => host.Find(_accountId, _epoch);

    /// <summary>Makes sure that events go to this webhook, or are held when the operator holds them.</summary>
    /// <returns>False when this activation is not, or no longer, the owner.</returns>
    public async Task<bool> OpenAsync(StoredWebhook webhook, StoredDelivery delivery, long underEpoch)
    {
        _epoch = underEpoch;
        Unseal(webhook);
        if (_sink is null)
        {
            await EndAsync();
            return true;
        }

        // It ends without this activation's word only when a later owner has written, or the silo stops.
        if (_isOpen && Dispatcher is null)
            return false;
        return _isOpen = host.Open(_accountId, _epoch, _sink, delivery.After ?? JournalPlace.Begin, delivery.PausedSince is not null);
    }

    /// <summary>Ends delivery: waits for requests under way, 10 s at most, and saves progress.</summary>
    public async Task CloseAsync()
    {
        (_opened, _sink, Target, Problem) = (null, null, null, null);
        await EndAsync();
    }

    /// <summary>What is wrong with the webhook itself, for the account's status.</summary>
    public IEnumerable<string> Warnings()
    {
        if (Problem is { } problem)
            yield return $"Nothing is delivered: {WebhookCheck.Unreadable(problem)} Start the silo with the master key that sealed them, or set the webhook again.";
        if (Target is { } target && target.Encryption is null && WebhookUrl.Warn(target.Url.OriginalString) is { } risk)
            yield return risk;
    }

    /// <summary>Gives a state that begins delivery its place in the journal, before it is stored.</summary>
    public async Task<(AccountState Next, AccountReply? Refusal)> PlaceAsync(AccountState next)
    {
        if (next.Delivery is not { After: null } delivery)
            return (next, null);
        try
        {
            using var limit = new CancellationTokenSource(JournalLimit, time);
            var head = await journal.GetHeadAsync(_accountId, limit.Token).WaitAsync(limit.Token);
            return (next with { Delivery = delivery with { After = new JournalPlace(head.Generation, head.Last) } }, null);
        }
        catch (Exception failure) when (failure is JournalException or OperationCanceledException)
        {
            var problem = failure is JournalException ? failure.Explain() : $"no answer within {JournalLimit.TotalSeconds:0} s";
            return (next, AccountReply.Refused(RefusalKind.StorageUnavailable,
                $"The journal could not be read, nothing was changed: {problem}. Try again; if it lasts, look at the storage and the silo's log."));
        }
    }

    private async Task EndAsync()
    {
        _isOpen = false;
        await host.CloseAsync(_accountId, _epoch);
    }

    private void Unseal(StoredWebhook webhook)
    {
        if (ReferenceEquals(_opened, webhook))
            return;
        (Target, Problem) = credentials.Open(_accountId, webhook);
        _sink = Target is null ? null : new WebhookSink(Target, () => store.State?.Identity?.OpenId, http, time);
        _opened = webhook;
    }
}
