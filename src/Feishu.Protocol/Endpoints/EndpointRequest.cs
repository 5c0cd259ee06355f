using System.Text.Json;

namespace Feishu.Protocol.Endpoints;

/// <summary>Asks for the address of a connection (protocol notes, section 1.1).</summary>
/// <param name="AppId">The app.</param>
/// <param name="AppSecret">Its secret.</param>
public sealed record EndpointRequest(string AppId, string AppSecret)
{
    /// <summary>Path of the POST, from the root of the platform's domain.</summary>
    public const string Path = "/callback/ws/endpoint";

    /// <summary>The body in UTF-8. It holds the secret: never log it.</summary>
    public byte[] ToJson() => JsonWriting.WriteObject(this, static (writer, request) =>
    {
        writer.WriteString("AppID"u8, request.AppId);
        writer.WriteString("AppSecret"u8, request.AppSecret);
    });

    /// <summary>Reads the body. A field that is missing or not a text reads as empty.</summary>
    /// <exception cref="EndpointFormatException">Not a JSON object.</exception>
    public static EndpointRequest Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return Read(ref reader);
        }
        catch (Exception e) when (JsonReading.IsBadJson(e))
        {
            throw new EndpointFormatException("The discovery request is not a JSON object.", e);
        }
    }

    /// <summary>Names the app, not the secret.</summary>
    public override string ToString() => $"{nameof(EndpointRequest)} {AppId}";

    private static EndpointRequest Read(ref Utf8JsonReader reader)
    {
        string appId = "", appSecret = "";
        reader.ReadObjectStart();
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("AppID"u8))
                appId = reader.ReadText() ?? "";
            else if (reader.ValueTextEquals("AppSecret"u8))
                appSecret = reader.ReadText() ?? "";
            else
                reader.Skip();
        }

        reader.ReadDocumentEnd();
        return new EndpointRequest(appId, appSecret);
    }
}
