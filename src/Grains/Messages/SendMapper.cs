using Feishu.Client.Sending;
using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.Grains.Messages;

/// <summary>From what callers say to what the client sends, and back.</summary>
internal static class SendMapper
{
    public static OutgoingMessage ToMessage(SendRequest request) =>
        new(TargetOf(request), new MessageContent(request.Type, request.ContentJson)) { IdempotencyKey = request.IdempotencyKey };

    public static SendReply ToReply(SendResult result) => result switch
    {
        Sent sent => SendReply.Of(new SentMessage(sent.MessageId, sent.ChatId, sent.CreatedAt)),
        SendFailed failed => SendReply.Of(new UnsentMessage(
            FailureOf(failed.Failure), failed.Code, failed.Message, failed.Advice, failed.RetryAfter)),
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "A result without a reply."),
    };

    /// <summary>The names are the same; a test compares them.</summary>
    public static MessageFailure FailureOf(SendFailure failure) => Enum.Parse<MessageFailure>(failure.ToString());

    private static MessageTarget TargetOf(SendRequest request) => request.TargetKind switch
    {
        MessageTargetKind.Reply => new ReplyTo(request.TargetId) { ChatId = request.ChatId, InThread = request.InThread },
        MessageTargetKind.ChatId => new SendTo(ReceiveIdType.ChatId, request.TargetId),
        MessageTargetKind.OpenId => new SendTo(ReceiveIdType.OpenId, request.TargetId),
        MessageTargetKind.UserId => new SendTo(ReceiveIdType.UserId, request.TargetId),
        MessageTargetKind.UnionId => new SendTo(ReceiveIdType.UnionId, request.TargetId),
        MessageTargetKind.Email => new SendTo(ReceiveIdType.Email, request.TargetId),
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.TargetKind, "A kind without a target."),
    };
}
