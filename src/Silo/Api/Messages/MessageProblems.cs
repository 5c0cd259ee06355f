using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Silo.Api.Problems;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace FeishuOrleans.Silo.Api.Messages;

/// <summary>Why a message did not go out, over HTTP: one kind of problem for each failure. docs/http-api.md has the same table.</summary>
internal static class MessageProblems
{
    private static readonly Dictionary<MessageFailure, ApiProblem> ByFailure = new()
    {
        [MessageFailure.InvalidMessage] = new("invalid-message", Status400BadRequest, "The message is malformed."),
        [MessageFailure.TooLong] = new("message-too-long", Status413PayloadTooLarge, "The message is longer than the platform takes."),
        [MessageFailure.RecipientUnknown] = new("recipient-unknown", Status422UnprocessableEntity, "There is no such recipient."),
        [MessageFailure.BotNotInChat] = new("bot-not-in-chat", Status422UnprocessableEntity, "The bot is not a member of the chat."),
        [MessageFailure.ChatDissolved] = new("chat-dissolved", Status422UnprocessableEntity, "The chat has been dissolved."),
        [MessageFailure.ChatForbids] = new("chat-forbids", Status422UnprocessableEntity, "The chat, its settings or its owner forbid it."),
        [MessageFailure.UserUnavailable] = new("user-unavailable", Status422UnprocessableEntity, "This person cannot be reached by this bot."),
        [MessageFailure.ReplyTargetUnavailable] = new("reply-target-unavailable", Status422UnprocessableEntity, "The message replied to is gone, hidden, or takes no such reply."),
        [MessageFailure.ContentRejected] = new("content-rejected", Status422UnprocessableEntity, "The platform does not accept what the message says."),
        [MessageFailure.PermissionMissing] = new("permission-missing", Status422UnprocessableEntity, "The app lacks a permission."),
        [MessageFailure.BotDisabled] = new("bot-disabled", Status502BadGateway, "The app is disabled, not released, or has no bot."),
        [MessageFailure.AddressNotAllowed] = new("address-not-allowed", Status422UnprocessableEntity, "The app's list of allowed addresses lacks the silo's."),
        [MessageFailure.QuotaExhausted] = new("quota-exhausted", Status422UnprocessableEntity, "The app's calls of this month are used up."),
        [MessageFailure.TokenRefused] = new("token-refused", Status502BadGateway, "The platform gives out no token for the account's credentials."),
        [MessageFailure.TooMany] = new("too-many-messages", Status429TooManyRequests, "Too many messages wait already, this one was not sent."),
        [MessageFailure.RateLimited] = new("rate-limited", Status429TooManyRequests, "The platform went on limiting, the message was not sent."),
        [MessageFailure.NoAnswer] = new("no-answer", Status504GatewayTimeout, "The platform did not answer, the message may have been sent."),
        [MessageFailure.Refused] = new("message-refused", Status422UnprocessableEntity, "The platform refused with a code that is not known here."),
    };

    public static IEnumerable<ApiProblem> All => ByFailure.Values;

    public static ApiProblem Of(MessageFailure failure) => ByFailure[failure];

    public static ProblemResult ToResult(UnsentMessage unsent) => new(Of(unsent.Failure), unsent.Message)
    {
        Advice = unsent.Advice,
        Code = unsent.Code,
        RetryAfter = unsent.RetryAfter,
    };
}
