using System.Text.Json;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Events;

/// <summary>Reads an envelope in one pass over its top level, whatever the order of its properties.</summary>
internal ref struct EnvelopeReader
{
    public static readonly JsonReaderOptions Options = new() { MaxDepth = ProtocolLimits.MaxJsonDepth };

    private string? _schema;
    private EnvelopeHeader? _header;
    private string? _uuid;
    private string? _ts;
    private string? _token;
    private EventBody _body;

    public static EventEnvelope? TryRead(ReadOnlyMemory<byte> payload)
    {
        try
        {
            var envelope = default(EnvelopeReader);
            envelope.ReadTopLevel(payload.Span);
            return envelope.Build(payload);
        }
        catch (Exception e) when (JsonReading.IsBadJson(e))
        {
            return null;
        }
    }

    private void ReadTopLevel(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload, Options);
        reader.ReadObjectStart();
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("schema"u8))
                _schema = reader.ReadText();
            else if (reader.ValueTextEquals("header"u8))
                _header = reader.EnterObject() ? EnvelopeHeader.Read(ref reader) : null;
            else if (reader.ValueTextEquals("event"u8))
                _body = EventBody.Read(ref reader);
            else if (reader.ValueTextEquals("uuid"u8))
                _uuid = reader.ReadText();
            else if (reader.ValueTextEquals("ts"u8))
                _ts = reader.ReadText();
            else if (reader.ValueTextEquals("token"u8))
                _token = reader.ReadText();
            else
                reader.Skip();
        }

        reader.ReadDocumentEnd();
    }

    private readonly EventEnvelope? Build(ReadOnlyMemory<byte> payload)
    {
        if (_schema is not null || _header is not null)
            return BuildV2(payload);
        return _uuid is not null || !_body.Range.Equals(default) ? BuildV1(payload) : null;
    }

    private readonly EventEnvelope BuildV2(ReadOnlyMemory<byte> payload) => new(payload)
    {
        Schema = _schema ?? EnvelopeSchema.V2,
        EventId = _header?.EventId,
        EventType = TypeOrUnknown(_header?.EventType),
        CreateTime = PlatformTime.Parse(_header?.CreateTime),
        AppId = _header?.AppId,
        TenantKey = _header?.TenantKey,
        Token = _header?.Token,
        Body = payload[_body.Range],
        MessageId = _body.MessageId,
        ChatId = _body.ChatId,
    };

    // Schema 1.0 has no header: its fields are spread over the top level and the event itself.
    private readonly EventEnvelope BuildV1(ReadOnlyMemory<byte> payload)
    {
        var body = payload[_body.Range];
        var header = EnvelopeHeader.ReadV1(body.Span);
        return new EventEnvelope(payload)
        {
            Schema = EnvelopeSchema.V1,
            EventId = _uuid,
            EventType = TypeOrUnknown(header.EventType),
            CreateTime = PlatformTime.Parse(_ts),
            AppId = header.AppId,
            TenantKey = header.TenantKey,
            Token = _token,
            Body = body,
            MessageId = _body.MessageId,
            ChatId = _body.ChatId,
        };
    }

    // The type names things (metrics, subscriptions), so it is bounded like an id.
    private static string TypeOrUnknown(string? eventType) =>
        eventType is { Length: > 0 and <= ProtocolLimits.MaxIdLength } ? eventType : EventTypes.Unknown;
}
