using System.ComponentModel;
using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.Silo.Api.Messages;

/// <summary>Body of <c>POST /api/accounts/{id}/messages/{messageId}/reply</c>.</summary>
[Description("A reply: one content.")]
internal sealed record ReplyBody : ContentBody
{
    [Description("The chat of the message replied to, as its event said; with it the reply takes its turn among everything sent there.")]
    public string? ChatId { get; init; }

    [Description("Whether the reply opens, or stays in, the message's thread.")]
    public bool InThread { get; init; }

    /// <summary>The request to the account; only of a body that needs no explanation.</summary>
    public SendRequest ToRequest(string messageId)
    {
        var (type, json) = ToContent();
        return new SendRequest(MessageTargetKind.Reply, messageId, type, json)
        {
            IdempotencyKey = IdempotencyKey,
            ChatId = ChatId,
            InThread = InThread,
        };
    }
}
