using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>What an account's answer means for the command.</summary>
internal static class AccountReplies
{
    /// <summary>Passes an answer on.</summary>
    /// <exception cref="CommandFailedException">The answer is a refusal.</exception>
    public static AccountReply OrFail(this AccountReply reply) => reply.Refusal is { } refusal
        ? throw new CommandFailedException(
            refusal.Kind == RefusalKind.UnknownAccount ? ExitCode.NotFound : ExitCode.Failed, refusal.Message)
        : reply;

    /// <summary>The status in an answer.</summary>
    /// <exception cref="CommandFailedException">The answer is a refusal, or the silo broke its contract.</exception>
    public static AccountStatus StatusOrFail(this AccountReply reply) =>
        reply.OrFail().Status
        ?? throw new CommandFailedException(ExitCode.Failed, "The cluster answered without the account's status.");
}
