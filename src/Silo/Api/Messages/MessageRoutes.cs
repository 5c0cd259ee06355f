using System.ComponentModel;
using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Silo.Api.Accounts;
using FeishuOrleans.Silo.Api.Description;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Problems;
using Microsoft.AspNetCore.Mvc;

namespace FeishuOrleans.Silo.Api.Messages;

/// <summary><c>/api/accounts/{id}/messages</c>: sending as an account.</summary>
internal static class MessageRoutes
{
    private const string Path = "/accounts/{id}/messages";

    public static void MapMessages(this IEndpointRouteBuilder app)
    {
        var send = app.MapScope(ApiScope.Send, "Messages", ApiLimits.Messages).MapGroup("").AddEndpointFilter<AccountIdCheck>()
            .WithMetadata(new RequestSizeLimitAttribute(ApiLimits.MaxMessageBodyBytes))
            .Refuses(ApiProblems.InvalidInput, ApiProblems.UnknownAccount, ApiProblems.WrongState, ApiProblems.TooLarge, ApiProblems.NotJson)
            .Refuses([.. MessageProblems.All]);
        send.MapPost(Path, SendAsync)
            .WithName("sendMessage")
            .WithSummary("Sends a message to a chat or a person.")
            .WithDescription("Answers when the platform has it, within 30 s. Messages to one chat go out in the order of the calls. Safe to repeat with the same idempotencyKey.")
            .Produces<SentMessage>();
        send.MapPost($"{Path}/{{messageId}}/reply", ReplyAsync)
            .WithName("replyToMessage")
            .WithSummary("Replies to a message.")
            .WithDescription("As sending does. With chatId the reply takes its turn among everything that goes to the chat.")
            .Produces<SentMessage>();
    }

    private static async Task<IResult> SendAsync(string id, SendBody body, OrderedMessages messages) => body.Explain() is { } problem
        ? new ProblemResult(ApiProblems.InvalidInput, problem)
        : await CallAsync(id, body.ToRequest(), messages);

    private static async Task<IResult> ReplyAsync(
        string id, [Description("The message replied to: om_...")] string messageId, ReplyBody body, OrderedMessages messages) => body.ExplainContent() is { } problem
        ? new ProblemResult(ApiProblems.InvalidInput, problem)
        : await CallAsync(id, body.ToRequest(messageId), messages);

    private static async Task<IResult> CallAsync(string id, SendRequest request, OrderedMessages messages) =>
        await messages.SendAsync(id, request) switch
        {
            { Sent: { } sent } => TypedResults.Ok(sent),
            { Failure: { } failure } => MessageProblems.ToResult(failure),
            { Refusal: var refusal } => refusal!.ToResult(),
        };
}
