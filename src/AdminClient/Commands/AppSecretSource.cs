using System.CommandLine;
using FeishuOrleans.AdminClient.Terminals;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Where an app secret comes from: a file, the environment, a question on a terminal, standard input.</summary>
internal static class AppSecretSource
{
    private const string What = "app secret";
    private const string Variable = "FEISHU_APP_SECRET";

    public static Option<string?> FileOption() => new("--app-secret-file")
    {
        Description = "File with the app secret. Without it: FEISHU_APP_SECRET, else standard input.",
        HelpName = "file",
    };

    /// <summary>Reads the secret from the first source there is. The environment comes before standard input, because
    /// under cron, ssh and build servers standard input may be a pipe that nobody ever writes to or closes.</summary>
    /// <exception cref="CommandFailedException">The source cannot be read or holds no secret.</exception>
    public static async Task<string> ReadAsync(ITerminal terminal, string? file, CancellationToken cancellationToken)
    {
        if (file is not null)
            return await SecretText.FromFileAsync(What, file, cancellationToken);
        if (terminal.GetVariable(Variable) is { } value)
            return SecretText.Check(What, Variable, value);
        if (terminal.InputIsTerminal)
            return SecretText.Check(What, "the terminal", await terminal.AskSecretAsync("App secret:", cancellationToken));
        return await SecretText.ReadAsync(What, "standard input", terminal.Input, cancellationToken);
    }
}
