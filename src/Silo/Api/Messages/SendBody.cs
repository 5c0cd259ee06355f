using System.ComponentModel;
using FeishuOrleans.Grains.Interfaces.Messages;

namespace FeishuOrleans.Silo.Api.Messages;

/// <summary>Body of <c>POST /api/accounts/{id}/messages</c>.</summary>
[Description("A message: one recipient and one content.")]
internal sealed record SendBody : ContentBody
{
    [Description("A chat: oc_...")]
    public string? ChatId { get; init; }

    [Description("A person, as this app knows them: ou_...")]
    public string? OpenId { get; init; }

    [Description("A person, as their company knows them.")]
    public string? UserId { get; init; }

    [Description("A person, as all apps of one developer know them: on_...")]
    public string? UnionId { get; init; }

    [Description("A person's address.")]
    public string? Email { get; init; }

    /// <summary>Says what is missing or too much, or null.</summary>
    public string? Explain() => Recipients().Count() == 1 ? ExplainContent() : "Say to whom, once: chatId, openId, userId, unionId or email.";

    /// <summary>The request to the account; only of a body that needs no explanation.</summary>
    public SendRequest ToRequest()
    {
        var (kind, target) = Recipients().Single();
        var (type, json) = ToContent();
        return new SendRequest(kind, target, type, json) { IdempotencyKey = IdempotencyKey };
    }

    private IEnumerable<(MessageTargetKind Kind, string Id)> Recipients()
    {
        (MessageTargetKind Kind, string? Id)[] all =
        [
            (MessageTargetKind.ChatId, ChatId),
            (MessageTargetKind.OpenId, OpenId),
            (MessageTargetKind.UserId, UserId),
            (MessageTargetKind.UnionId, UnionId),
            (MessageTargetKind.Email, Email),
        ];
        return all.Where(static one => one.Id is not null).Select(static one => (one.Kind, one.Id!));
    }
}
