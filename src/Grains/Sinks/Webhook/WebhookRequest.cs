using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Feishu.Protocol.Events.Messages;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>
/// A request as it goes over the wire: what the platform's own webhook mode would send, and our headers. Pure: the same
/// input gives the same bytes.
/// </summary>
/// <param name="Headers">Names and values, content type left out.</param>
/// <param name="Body">The body.</param>
internal sealed record WebhookRequest(IReadOnlyList<KeyValuePair<string, string>> Headers, ReadOnlyMemory<byte> Body)
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    /// <summary>The request of a delivery.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="delivery">What is delivered.</param>
    /// <param name="address">To whom the message speaks.</param>
    /// <param name="stamp">Time and chance.</param>
    public static WebhookRequest Of(WebhookTarget target, EventDelivery delivery, MessageAddress address, RequestStamp stamp)
    {
        var entry = delivery.Event.Entry;
        var headers = new List<KeyValuePair<string, string>>(14);
        var body = Sign(headers, target, WebhookId.Of(entry.AccountId, entry.Key), entry.Payload, stamp);
        Add(headers, WebhookHeader.Account, entry.AccountId);
        // A callback that is asked while it is written has no sequence yet.
        if (delivery.Event.Sequence > 0)
            Add(headers, WebhookHeader.Sequence, Text(delivery.Event.Sequence));
        Add(headers, WebhookHeader.Attempt, Text(delivery.Attempt));
        Add(headers, WebhookHeader.Epoch, Text(delivery.Epoch));
        Add(headers, WebhookHeader.Mention, address.MentionText);
        Add(headers, WebhookHeader.Self, address.SelfText);
        if (MarkOf(delivery.Mark) is { } mark)
            Add(headers, WebhookHeader.Mark, mark);
        return new WebhookRequest(headers, body);
    }

    /// <summary>A request with signatures only.</summary>
    /// <param name="target">Where it goes.</param>
    /// <param name="id"><c>webhook-id</c>.</param>
    /// <param name="body">Body before the token is filled and before encryption.</param>
    /// <param name="stamp">Time and chance.</param>
    public static WebhookRequest Signed(WebhookTarget target, string id, ReadOnlyMemory<byte> body, RequestStamp stamp)
    {
        var headers = new List<KeyValuePair<string, string>>(6);
        return new WebhookRequest(headers, Sign(headers, target, id, body, stamp));
    }

    /// <summary>Makes a message of it. The version is the best both sides speak; in clear that is 1.1.</summary>
    public HttpRequestMessage ToMessage(Uri url)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(Body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Content.Headers.ContentType = Json;
        foreach (var (name, value) in Headers)
            message.Headers.TryAddWithoutValidation(name, value);
        return message;
    }

    private static ReadOnlyMemory<byte> Sign(
        List<KeyValuePair<string, string>> headers, WebhookTarget target, string id, ReadOnlyMemory<byte> payload, RequestStamp stamp)
    {
        var timestamp = Text(stamp.Now.ToUnixTimeSeconds());
        var body = target.VerificationToken is { } token ? VerificationToken.Fill(payload, token) : payload;
        if (target.Encryption is { } encryption)
        {
            body = encryption.Wrap(body.Span, stamp.Vector.Span);
            Add(headers, WebhookHeader.PlatformTimestamp, timestamp);
            Add(headers, WebhookHeader.PlatformNonce, stamp.Nonce);
            Add(headers, WebhookHeader.PlatformSignature, PlatformSignature.Compute(timestamp, stamp.Nonce, encryption.Key, body.Span));
        }

        Add(headers, WebhookHeader.Id, id);
        Add(headers, WebhookHeader.Timestamp, timestamp);
        if (target.Signature is { } signature)
            Add(headers, WebhookHeader.Signature, signature.Compute(id, timestamp, body.Span));
        return body;
    }

    private static string? MarkOf(DeliveryMark mark) => mark switch
    {
        DeliveryMark.Late => "late",
        DeliveryMark.Redriven => "redriven",
        DeliveryMark.Replayed => "replayed",
        _ => null,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Add(List<KeyValuePair<string, string>> headers, string name, string value) => headers.Add(new(name, value));
}
