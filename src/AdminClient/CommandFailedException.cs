namespace FeishuOrleans.AdminClient;

/// <summary>Ends a command: the message is for the person at the terminal, the code for the script.</summary>
internal sealed class CommandFailedException(ExitCode exitCode, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public ExitCode ExitCode { get; } = exitCode;
}
