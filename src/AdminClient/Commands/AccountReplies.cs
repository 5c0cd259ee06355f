using System.Text.Json;
using FeishuOrleans.AdminClient.Output;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Grains.Interfaces.Parking;
using FeishuOrleans.Grains.Interfaces.Webhooks;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>What an account's answer means for the command.</summary>
internal static class AccountReplies
{
    /// <summary>Passes an answer on.</summary>
    /// <exception cref="CommandFailedException">The answer is a refusal.</exception>
    public static AccountReply OrFail(this AccountReply reply)
    {
        Check(reply.Refusal);
        return reply;
    }

    /// <summary>The status in an answer.</summary>
    /// <exception cref="CommandFailedException">The answer is a refusal, or the silo broke its contract.</exception>
    public static AccountStatus StatusOrFail(this AccountReply reply) =>
        Required(reply.Status, reply.Refusal, "the account's status");

    /// <summary>The result in an answer.</summary>
    /// <inheritdoc cref="StatusOrFail" path="/exception"/>
    public static WebhookTestResult ResultOrFail(this WebhookTestReply reply) => Required(reply.Result, reply.Refusal, "the test's result");

    /// <summary>The page in an answer.</summary>
    /// <inheritdoc cref="StatusOrFail" path="/exception"/>
    public static ParkedPage PageOrFail(this ParkedReply reply) => Required(reply.Page, reply.Refusal, "the parked events");

    /// <summary>The count in an answer.</summary>
    /// <exception cref="CommandFailedException">The answer is a refusal.</exception>
    public static int CountOrFail(this ParkedChangeReply reply)
    {
        Check(reply.Refusal);
        return reply.Count;
    }

    /// <summary>The message in an answer.</summary>
    /// <exception cref="CommandFailedException">It was not sent, nobody knows, or the account refused.</exception>
    public static SentMessage SentOrFail(this SendReply reply) => reply.Failure is { } failure
        ? throw new CommandFailedException(ExitCode.Failed, Explain(failure))
        : Required(reply.Sent, reply.Refusal, "the message");

    private static string Explain(UnsentMessage failure)
    {
        var name = JsonNamingPolicy.CamelCase.ConvertName(failure.Failure.ToString());
        var code = failure.Code is { } number ? $" ({number})" : "";
        var again = failure.RetryAfter is { } wait ? $" Again after {Math.Ceiling(wait.TotalSeconds):0} s." : "";
        return PlainText.Clean($"{name}{code}: {failure.Message} {failure.Advice}{again}");
    }

    private static T Required<T>(T? value, AccountRefusal? refusal, string what) where T : class
    {
        Check(refusal);
        return value ?? throw new CommandFailedException(ExitCode.Failed, $"The cluster answered without {what}.");
    }

    private static void Check(AccountRefusal? refusal)
    {
        if (refusal is not null)
            throw new CommandFailedException(CodeOf(refusal.Kind), refusal.Message);
    }

    /// <summary>What a refusal is to a script.</summary>
    public static ExitCode CodeOf(RefusalKind kind) =>
        kind is RefusalKind.UnknownAccount or RefusalKind.UnknownEvent ? ExitCode.NotFound : ExitCode.Failed;
}
