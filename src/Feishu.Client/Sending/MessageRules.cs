using System.Text;
using System.Text.Json;
using Feishu.Protocol.Frames;

namespace Feishu.Client.Sending;

/// <summary>What can be told about a message before it costs a call (protocol notes, section 7.5). What it says is never repeated.</summary>
internal static class MessageRules
{
    private const int MaxTypeLength = 64;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Why the message cannot be sent; null when nothing speaks against it.</summary>
    public static SendFailed? Check(OutgoingMessage message)
    {
        // A character has a byte at least, so what is far too long need not be parsed to know it.
        if (CheckSize(message.Content, message.Content.Json.Length) is { } tooLong)
            return tooLong;
        var wrong = CheckTarget(message.Target) ?? CheckKey(message.IdempotencyKey) ?? CheckContent(message.Content);
        return wrong is null ? null : new SendFailed(SendFailure.InvalidMessage, null, wrong);
    }

    /// <summary>The platform counts the whole request.</summary>
    public static SendFailed? CheckSize(MessageContent content, int bytes)
    {
        var limit = content.Type is MessageContent.PostType or MessageContent.CardType
            ? SendingLimits.MaxRichRequestBytes
            : SendingLimits.MaxRequestBytes;
        return bytes <= limit
            ? null
            : new SendFailed(SendFailure.TooLong, null, $"A request of type {content.Type} may have {limit} bytes; this one has {bytes} or more.");
    }

    private static string? CheckTarget(MessageTarget target) => target switch
    {
        SendTo { Type: var type } when !Enum.IsDefined(type) => "The type of the recipient's id is unknown.",
        SendTo { Id: var id } when !IsText(id, SendingLimits.MaxIdLength) => $"The recipient's id must have 1 to {SendingLimits.MaxIdLength} printable characters.",
        ReplyTo { MessageId: var id } when !IsMessageId(id) => $"The message id must have 1 to {SendingLimits.MaxIdLength} letters, digits, '_' or '-'.",
        ReplyTo { ChatId: { } id } when !IsText(id, SendingLimits.MaxIdLength) => $"The chat id must have 1 to {SendingLimits.MaxIdLength} printable characters.",
        _ => null,
    };

    private static string? CheckKey(string? key) => key is null || IsText(key, SendingLimits.MaxKeyLength)
        ? null
        : $"The idempotency key must have 1 to {SendingLimits.MaxKeyLength} printable characters.";

    private static string? CheckContent(MessageContent content)
    {
        if (content.Type.Length is 0 or > MaxTypeLength || !content.Type.All(static c => char.IsAsciiLetterOrDigit(c) || c == '_'))
            return "The message type must be a word of the platform, such as text, post or interactive.";
        try
        {
            using var document = JsonDocument.Parse(Strict.GetBytes(content.Json), new JsonDocumentOptions { MaxDepth = ProtocolLimits.MaxJsonDepth });
            return document.RootElement.ValueKind == JsonValueKind.Object ? null : "The content must be a JSON object.";
        }
        catch (JsonException malformed)
        {
            return $"The content is not JSON: line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.";
        }
        catch (EncoderFallbackException)
        {
            return "The content has half of a surrogate pair, which is no character.";
        }
    }

    private static bool IsText(string text, int maxLength) => text.Length is > 0 && text.Length <= maxLength
        && !text.Any(static c => char.IsControl(c) || char.IsSurrogate(c));

    private static bool IsMessageId(string id) => id.Length is > 0 and <= SendingLimits.MaxIdLength
        && id.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');
}
