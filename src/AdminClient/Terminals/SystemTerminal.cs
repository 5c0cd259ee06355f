using System.Text;
using Spectre.Console;

namespace FeishuOrleans.AdminClient.Terminals;

/// <summary>The process's own streams.</summary>
internal sealed class SystemTerminal : ITerminal
{
    // Names of bots are often Chinese; not every console starts with an encoding that has them.
    public SystemTerminal() => Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    public TextReader Input => Console.In;

    public TextWriter Output => Console.Out;

    public TextWriter Error => Console.Error;

    public bool InputIsTerminal => !Console.IsInputRedirected;

    public bool OutputIsTerminal => !Console.IsOutputRedirected;

    public string? GetVariable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    public Task<string> AskSecretAsync(string prompt, CancellationToken cancellationToken) =>
        new TextPrompt<string>(prompt).Secret(mask: null).AllowEmpty().ShowAsync(Prompts(), cancellationToken);

    public Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken) =>
        new ConfirmationPrompt(question) { DefaultValue = false }.ShowAsync(Prompts(), cancellationToken);

    // Questions go to standard error, so that redirected output stays what the command printed.
    private static IAnsiConsole Prompts() => AnsiConsole.Create(new AnsiConsoleSettings
    {
        Interactive = InteractionSupport.Yes,
        ColorSystem = ColorSystemSupport.NoColors,
        Out = new AnsiConsoleOutput(Console.Error),
    });
}
