using System.Security.Cryptography;
using System.Text.Json;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Testing.Delivery;

/// <summary>A request with an event, as the consumer got it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Sequence">Sequence in the account's journal.</param>
/// <param name="EventId">The platform's id of the event.</param>
/// <param name="Chat">The chat; null when it belongs to none.</param>
/// <param name="WebhookId">Header <c>webhook-id</c>.</param>
/// <param name="BodyHash">SHA-256 of the body.</param>
/// <param name="ArrivedAt">When it came: place among everything the ledger saw.</param>
public sealed record LedgerEntry(string Account, long Sequence, string EventId, string? Chat, string? WebhookId, string BodyHash, long ArrivedAt)
{
    /// <summary>When it was accepted, on the same clock; null while it is not.</summary>
    public long? AcceptedAt { get; set; }

    /// <summary>Reads a request.</summary>
    public static LedgerEntry Of(WebhookRequest request, long arrivedAt)
    {
        using var body = JsonDocument.Parse(request.Body);
        var root = body.RootElement;
        var chat = root.GetProperty("event").TryGetProperty("message", out var message) ? message.GetProperty("chat_id").GetString() : null;
        return new LedgerEntry(
            request.Account,
            request.Sequence,
            root.GetProperty("header").GetProperty("event_id").GetString()!,
            chat,
            request.WebhookId,
            Convert.ToHexString(SHA256.HashData(request.Body)),
            arrivedAt);
    }

    public override string ToString() => $"{Account}/{Sequence} ({EventId} of {Chat ?? "no chat"})";
}
