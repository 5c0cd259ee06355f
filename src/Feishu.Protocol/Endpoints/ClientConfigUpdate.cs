using System.Text.Json;

namespace Feishu.Protocol.Endpoints;

/// <summary>
/// The platform's connection settings as received, unchecked (protocol notes, sections 1.2 and 3.1): whole seconds and
/// a count. Null is a field that was missing or not a whole number. <see cref="ClientConfig.Apply"/> makes sense of it.
/// </summary>
public readonly record struct ClientConfigUpdate
{
    public long? ReconnectCount { get; init; }

    public long? ReconnectInterval { get; init; }

    public long? ReconnectNonce { get; init; }

    public long? PingInterval { get; init; }

    /// <summary>Reads the payload of a pong. False when it is not a JSON object, for example empty.</summary>
    public static bool TryParse(ReadOnlySpan<byte> pongPayload, out ClientConfigUpdate update)
    {
        update = default;
        if (pongPayload.IsEmpty)
            return false;
        try
        {
            var reader = new Utf8JsonReader(pongPayload);
            reader.ReadObjectStart();
            var read = ReadProperties(ref reader);
            reader.ReadDocumentEnd();
            update = read;
            return true;
        }
        catch (Exception e) when (JsonReading.IsBadJson(e))
        {
            return false;
        }
    }

    /// <summary>The fields that are set, in UTF-8.</summary>
    public byte[] ToJson() => JsonWriting.WriteObject(this, static (writer, update) => update.WriteProperties(writer));

    /// <summary>Reads up to the end of the object at whose start the reader stands.</summary>
    internal static ClientConfigUpdate ReadProperties(ref Utf8JsonReader reader)
    {
        var update = default(ClientConfigUpdate);
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("ReconnectCount"u8))
                update = update with { ReconnectCount = reader.ReadWholeNumber() };
            else if (reader.ValueTextEquals("ReconnectInterval"u8))
                update = update with { ReconnectInterval = reader.ReadWholeNumber() };
            else if (reader.ValueTextEquals("ReconnectNonce"u8))
                update = update with { ReconnectNonce = reader.ReadWholeNumber() };
            else if (reader.ValueTextEquals("PingInterval"u8))
                update = update with { PingInterval = reader.ReadWholeNumber() };
            else
                reader.Skip();
        }

        return update;
    }

    internal void WriteProperties(Utf8JsonWriter writer)
    {
        WriteNumber(writer, nameof(ReconnectCount), ReconnectCount);
        WriteNumber(writer, nameof(ReconnectInterval), ReconnectInterval);
        WriteNumber(writer, nameof(ReconnectNonce), ReconnectNonce);
        WriteNumber(writer, nameof(PingInterval), PingInterval);
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? value)
    {
        if (value is { } number)
            writer.WriteNumber(name, number);
    }
}
