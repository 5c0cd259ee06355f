using Feishu.Protocol.Events;

namespace Feishu.Client.Events;

/// <summary>One event or callback as it came from the platform, fragments joined.</summary>
public sealed class ReceivedEvent
{
    internal const string UnknownType = "unknown";

    /// <summary>The account that received it.</summary>
    public required string AccountId { get; init; }

    /// <summary>The JSON exactly as the platform sent it.</summary>
    public required ReadOnlyMemory<byte> Payload { get; init; }

    /// <summary>What could be read of the envelope; null when the payload is not an envelope (it is delivered all the same).</summary>
    public required EventEnvelope? Envelope { get; init; }

    /// <summary>When the last fragment arrived.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The platform's id of this delivery, for logs. A re-push may carry another one.</summary>
    public required string DeliveryId { get; init; }

    /// <summary>The platform's trace id, for logs.</summary>
    public required string TraceId { get; init; }

    /// <summary>The event's type, or <c>unknown</c> when the payload has no envelope.</summary>
    public string Type => Envelope?.EventType ?? UnknownType;

    /// <summary>The event's own id, the same whenever it comes; that of this delivery when it has none.</summary>
    internal string EventId => Envelope?.EventId ?? DeliveryId;

    /// <summary>Names the event; never its text.</summary>
    public override string ToString() => $"{Type} {DeliveryId}";
}
