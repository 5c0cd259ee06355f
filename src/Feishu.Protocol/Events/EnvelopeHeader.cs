using System.Text.Json;

namespace Feishu.Protocol.Events;

/// <summary>The fields of <c>header</c> in schema 2.0, or their counterparts inside <c>event</c> in 1.0. Texts as received.</summary>
internal sealed class EnvelopeHeader
{
    public string? EventId { get; private set; }

    public string? EventType { get; private set; }

    public string? CreateTime { get; private set; }

    public string? Token { get; private set; }

    public string? AppId { get; private set; }

    public string? TenantKey { get; private set; }

    /// <summary>Reads up to the end of the object at whose start the reader stands.</summary>
    public static EnvelopeHeader Read(ref Utf8JsonReader reader)
    {
        var header = new EnvelopeHeader();
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("event_id"u8))
                header.EventId = reader.ReadText();
            else if (reader.ValueTextEquals("event_type"u8))
                header.EventType = reader.ReadText();
            else if (reader.ValueTextEquals("create_time"u8))
                header.CreateTime = reader.ReadTextOrNumber();
            else if (reader.ValueTextEquals("token"u8))
                header.Token = reader.ReadText();
            else
                header.ReadShared(ref reader);
        }

        return header;
    }

    /// <summary>Reads the body of a 1.0 event; anything but an object has none of the fields.</summary>
    public static EnvelopeHeader ReadV1(ReadOnlySpan<byte> body)
    {
        var header = new EnvelopeHeader();
        if (body is not [(byte)'{', ..])
            return header;

        var reader = new Utf8JsonReader(body, EnvelopeReader.Options);
        reader.ReadObjectStart();
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("type"u8))
                header.EventType = reader.ReadText();
            else
                header.ReadShared(ref reader);
        }

        return header;
    }

    private void ReadShared(ref Utf8JsonReader reader)
    {
        if (reader.ValueTextEquals("app_id"u8))
            AppId = reader.ReadText();
        else if (reader.ValueTextEquals("tenant_key"u8))
            TenantKey = reader.ReadText();
        else
            reader.Skip();
    }
}
