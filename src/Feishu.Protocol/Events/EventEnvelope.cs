using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Feishu.Protocol.Events;

/// <summary>
/// What surrounds an event (protocol notes, section 6.1), schema 2.0 or 1.0. Header and body are kept apart: fields
/// of the same name exist in both.
/// </summary>
public sealed class EventEnvelope
{
    internal EventEnvelope(ReadOnlyMemory<byte> payload) => Payload = payload;

    /// <summary><c>2.0</c>, or <c>1.0</c>, which does not say so itself.</summary>
    public string Schema { get; internal init; } = EnvelopeSchema.V1;

    /// <summary><c>event_id</c> of schema 2.0, <c>uuid</c> of 1.0; null when absent.</summary>
    public string? EventId { get; internal init; }

    /// <summary>One of <see cref="EventTypes"/>, or another; <see cref="EventTypes.Unknown"/> when absent.</summary>
    public string EventType { get; internal init; } = EventTypes.Unknown;

    /// <summary>When the platform made the event; null when absent or unreadable.</summary>
    public DateTimeOffset? CreateTime { get; internal init; }

    /// <summary>The app the event is for.</summary>
    public string? AppId { get; internal init; }

    /// <summary>The tenant the event comes from.</summary>
    public string? TenantKey { get; internal init; }

    /// <summary>Verification token; usually empty on a long connection, and proves nothing there.</summary>
    public string? Token { get; internal init; }

    /// <summary><c>message_id</c> of the message in the body; null when there is none.</summary>
    public string? MessageId { get; internal init; }

    /// <summary>The chat that the event belongs to, whatever its type calls it; null when it belongs to none.</summary>
    public string? ChatId { get; internal init; }

    /// <summary>The whole JSON exactly as received.</summary>
    public ReadOnlyMemory<byte> Payload { get; }

    /// <summary>The value of <c>event</c> within <see cref="Payload"/>; empty when absent.</summary>
    public ReadOnlyMemory<byte> Body { get; internal init; }

    /// <summary>Reads the envelope. Null when the payload is not JSON or not an envelope; never throws.</summary>
    /// <param name="payload">UTF-8; kept, not copied.</param>
    public static EventEnvelope? TryParse(ReadOnlyMemory<byte> payload) => EnvelopeReader.TryRead(payload);

    /// <summary>Reads the body as one of the typed views; the caller picks the view by <see cref="EventType"/>.</summary>
    /// <exception cref="EventFormatException">The body does not have the shape of the view.</exception>
    public TView ReadEvent<TView>()
        where TView : EventView
    {
        try
        {
            var type = (JsonTypeInfo<TView>)EventJson.Default.GetTypeInfo(typeof(TView))!;
            return JsonSerializer.Deserialize(Body.Span, type) ?? throw new JsonException("The body is null.");
        }
        catch (JsonException e)
        {
            throw new EventFormatException($"The body of {EventType} does not read as {typeof(TView).Name}.", e);
        }
    }

    /// <summary>Names the event; never its text.</summary>
    public override string ToString() => $"{EventType} {EventId}";
}
