using System.Text.Json;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Endpoints;

/// <summary>The answer of discovery (protocol notes, section 1.2).</summary>
public sealed record EndpointResponse
{
    /// <summary><see cref="EndpointCode.Ok"/>, or why there is no address.</summary>
    public required long Code { get; init; }

    /// <summary>The platform's text, on one line and of bounded length. For people; decisions are made by <see cref="Code"/>.</summary>
    public string Message { get; init; } = "";

    /// <summary>The address; null when there is none. Holds credentials: never log it, use <see cref="TicketUrl"/>.</summary>
    public string? Url { get; init; }

    /// <summary>Settings that came along, unchecked; null when there were none.</summary>
    public ClientConfigUpdate? Config { get; init; }

    /// <summary>Reads the body of an answer. Only <c>code</c> must be there.</summary>
    /// <exception cref="EndpointFormatException">Not a JSON object with a numeric <c>code</c>, or larger than
    /// <see cref="ProtocolLimits.MaxEndpointResponseBytes"/>.</exception>
    public static EndpointResponse Parse(ReadOnlySpan<byte> json)
    {
        if (json.Length > ProtocolLimits.MaxEndpointResponseBytes)
            throw new EndpointFormatException($"The discovery answer has {json.Length} bytes.");
        try
        {
            var reader = new Utf8JsonReader(json);
            return Read(ref reader);
        }
        catch (Exception e) when (JsonReading.IsBadJson(e))
        {
            throw new EndpointFormatException("The discovery answer is not the documented JSON.", e);
        }
    }

    /// <summary>The answer in UTF-8, as the platform writes it: <c>URL</c> is there even when it is empty.</summary>
    public byte[] ToJson() => JsonWriting.WriteObject(this, static (writer, response) =>
    {
        writer.WriteNumber("code"u8, response.Code);
        writer.WriteString("msg"u8, response.Message);
        writer.WriteStartObject("data"u8);
        writer.WriteString("URL"u8, response.Url ?? "");
        if (response.Config is { } config)
        {
            writer.WriteStartObject("ClientConfig"u8);
            config.WriteProperties(writer);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    });

    /// <summary>Names the code and text, not the address.</summary>
    public override string ToString() => $"{nameof(EndpointResponse)} {Code}: {Message}";

    private static EndpointResponse Read(ref Utf8JsonReader reader)
    {
        long? code = null;
        string? message = null;
        var data = (Url: (string?)null, Config: (ClientConfigUpdate?)null);
        reader.ReadObjectStart();
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("code"u8))
                code = reader.ReadWholeNumber();
            else if (reader.ValueTextEquals("msg"u8))
                message = reader.ReadText();
            else if (reader.ValueTextEquals("data"u8))
                data = ReadData(ref reader);
            else
                reader.Skip();
        }

        reader.ReadDocumentEnd();
        return new EndpointResponse
        {
            Code = code ?? throw new JsonException("The code is missing."),
            Message = PlatformText.Clean(message),
            Url = string.IsNullOrEmpty(data.Url) ? null : data.Url,
            Config = data.Config,
        };
    }

    private static (string? Url, ClientConfigUpdate? Config) ReadData(ref Utf8JsonReader reader)
    {
        string? url = null;
        ClientConfigUpdate? config = null;
        if (!reader.EnterObject())
            return (url, config);
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("URL"u8))
                url = reader.ReadText();
            else if (reader.ValueTextEquals("ClientConfig"u8))
                config = reader.EnterObject() ? ClientConfigUpdate.ReadProperties(ref reader) : null;
            else
                reader.Skip();
        }

        return (url, config);
    }
}
