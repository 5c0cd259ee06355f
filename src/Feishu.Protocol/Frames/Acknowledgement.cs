using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Google.Protobuf;

namespace Feishu.Protocol.Frames;

/// <summary>The answer to a data frame: the frame itself, with <c>biz_rt</c> and another payload (protocol notes, section 4.3).</summary>
/// <param name="Code">One of <see cref="AckCode"/>.</param>
/// <param name="Answer">Answer to a callback in UTF-8 JSON; empty when there is none.</param>
/// <param name="HandlerMilliseconds">Header <c>biz_rt</c>, which may be negative; null when absent.</param>
public sealed record Acknowledgement(int Code, ReadOnlyMemory<byte> Answer, long? HandlerMilliseconds)
{
    private static readonly ByteString Ok = ByteString.CopyFromUtf8("""{"code":200}""");
    private static readonly ByteString Failed = ByteString.CopyFromUtf8("""{"code":500}""");

    /// <summary>Makes the acknowledgement of a frame; of a split message, the frame that completed it.</summary>
    /// <param name="received">Left as it is. Everything in it is echoed except the payload.</param>
    /// <param name="code">One of <see cref="AckCode"/>.</param>
    /// <param name="answerJson">Answer to a callback, a JSON object in UTF-8; empty for none.</param>
    /// <param name="elapsed">Time since the frame arrived.</param>
    public static Frame Build(Frame received, int code, ReadOnlySpan<byte> answerJson, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(received);
        var frame = received.Clone();
        TurnInto(frame, code, answerJson, elapsed);
        return frame;
    }

    /// <summary>As <see cref="Build"/>, with the received frame itself, which nobody needs any more.</summary>
    public static void TurnInto(Frame frame, int code, ReadOnlySpan<byte> answerJson, TimeSpan elapsed)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var milliseconds = Math.Max(0, (long)elapsed.TotalMilliseconds);
        frame.AddHeader(HeaderName.BizRt, milliseconds.ToString(CultureInfo.InvariantCulture));
        frame.Payload = answerJson.IsEmpty ? WithoutAnswer(code) : Write(code, answerJson);
    }

    /// <summary>Reads an acknowledgement as the platform would.</summary>
    /// <exception cref="FrameFormatException">The payload is not a response object, <c>data</c> is not base64,
    /// or <c>biz_rt</c> is not a number.</exception>
    public static Acknowledgement Parse(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        try
        {
            var reader = new Utf8JsonReader(frame.Payload.Span, new JsonReaderOptions { MaxDepth = ProtocolLimits.MaxJsonDepth });
            return Read(ref reader) with { HandlerMilliseconds = ReadHandlerTime(frame) };
        }
        catch (Exception e) when (JsonReading.IsBadJson(e))
        {
            throw new FrameFormatException("The payload is not an acknowledgement: " + e.Message, e);
        }
    }

    private static ByteString WithoutAnswer(int code) => code switch
    {
        AckCode.Ok => Ok,
        AckCode.Failed => Failed,
        _ => Write(code, answerJson: []),
    };

    private static ByteString Write(int code, ReadOnlySpan<byte> answerJson)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteNumber("code"u8, code);
            if (!answerJson.IsEmpty)
                writer.WriteBase64String("data"u8, answerJson);
            writer.WriteEndObject();
        }

        return UnsafeByteOperations.UnsafeWrap(output.WrittenMemory);
    }

    private static Acknowledgement Read(ref Utf8JsonReader reader)
    {
        long? code = null;
        byte[] answer = [];
        reader.ReadObjectStart();
        while (reader.ReadProperty())
        {
            if (reader.ValueTextEquals("code"u8))
                code = reader.ReadWholeNumber();
            else if (reader.ValueTextEquals("data"u8))
                answer = ReadAnswer(ref reader);
            else
                reader.Skip();
        }

        reader.ReadDocumentEnd();
        return new Acknowledgement(
            code is >= int.MinValue and <= int.MaxValue ? (int)code : throw new JsonException("The code is missing."),
            answer,
            HandlerMilliseconds: null);
    }

    private static byte[] ReadAnswer(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Null ? [] : reader.GetBytesFromBase64();
    }

    private static long? ReadHandlerTime(Frame frame) => frame.FindHeader(HeaderName.BizRt) is { } text
        ? long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)
        : null;
}
