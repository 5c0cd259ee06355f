using System.Net;
using System.Text;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Sinks.Webhook;
using FeishuOrleans.Grains.Sinks.Webhook.Addresses;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

/// <summary>The webhook sink with everything but the cluster and DNS real.</summary>
internal sealed class SinkRig : IDisposable, IClusterEndpoints
{
    public const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    public SinkRig(DispatchOptions? options = null, SocketsHttpHandler? handler = null)
    {
        var dispatch = Options.Create(options ?? new DispatchOptions());
        Http = new WebhookHttp(new WebhookDialer((host, _) => Task.FromResult(Resolve(host)), this, dispatch), dispatch, TimeProvider.System, handler);
    }

    public WebhookHttp Http { get; }

    /// <summary>Addresses of names.</summary>
    public Func<string, IPAddress[]> Resolve { get; set; } = static _ => [IPAddress.Loopback];

    /// <summary>Listeners of the cluster.</summary>
    public HashSet<(IPAddress, int)> OwnEndpoints { get; } = [];

    public string? OwnOpenId { get; set; } = "ou_bot";

    public WebhookChallenge Challenge => new(Http, TimeProvider.System);

    public static JournalEvent Event(string payload = """{"schema":"2.0","header":{"event_type":"x","token":""}}""", long sequence = 7) =>
        new(sequence, new JournalEntry("sales", "event:e1", "x", null, DateTimeOffset.UnixEpoch, Encoding.UTF8.GetBytes(payload)));

    public static EventDelivery Delivery(string? payload = null, bool wantsAnswer = false) =>
        new(payload is null ? Event() : Event(payload), 3, 12, DeliveryMark.None, wantsAnswer);

    public IEventSink Sink(WebhookTarget target) => new WebhookSinks(Http, TimeProvider.System).Create(target, () => OwnOpenId);

    public IEventSink Sink(Uri url) => Sink(new WebhookTarget(url, []));

    public Task<DeliveryOutcome> DeliverAsync(Uri url, bool wantsAnswer = false) =>
        Sink(url).DeliverAsync(Delivery(wantsAnswer: wantsAnswer), TestContext.Current.CancellationToken);

    public bool Contains(IPAddress address, int port) => OwnEndpoints.Contains((address, port));

    public void Dispose() => Http.Dispose();
}
