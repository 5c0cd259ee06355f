namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Asks before something is done that cannot be undone.</summary>
internal static class Confirmation
{
    /// <summary>Returns when the person says yes.</summary>
    /// <param name="context">The command.</param>
    /// <param name="question">The question.</param>
    /// <param name="what">What <c>--yes</c> would do, for example <c>remove the account</c>.</param>
    /// <param name="otherwise">What is said when the person says no.</param>
    /// <param name="cancellationToken">Ends the question.</param>
    /// <exception cref="CommandFailedException">There is nobody to ask, or the answer is no.</exception>
    public static async Task AskAsync(
        CommandContext context, string question, string what, string otherwise, CancellationToken cancellationToken)
    {
        if (!context.Terminal.InputIsTerminal)
            throw new CommandFailedException(ExitCode.WrongUsage, $"There is no terminal to ask on: add --yes to {what}.");
        if (!await context.Terminal.ConfirmAsync(question, cancellationToken))
            throw new CommandFailedException(ExitCode.Failed, otherwise);
    }
}
