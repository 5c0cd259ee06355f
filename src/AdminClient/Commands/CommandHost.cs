using System.CommandLine;
using FeishuOrleans.AdminClient.Terminals;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Runs the body of a command: one place for context, errors and exit codes.</summary>
internal sealed class CommandHost(ITerminal terminal, TimeProvider time, GlobalOptions options)
{
    public void Bind(Command command, Func<CommandContext, CancellationToken, Task<ExitCode>> body) =>
        command.SetAction(async (parsed, cancellationToken) => (int)await RunAsync(parsed, body, cancellationToken));

    private async Task<ExitCode> RunAsync(
        ParseResult parsed,
        Func<CommandContext, CancellationToken, Task<ExitCode>> body,
        CancellationToken cancellationToken)
    {
        try
        {
            var address = await options.ReadAddressAsync(parsed, cancellationToken);
            var context = new CommandContext(parsed, terminal, time, address, options.WantsJson(parsed));
            return await body(context, cancellationToken);
        }
        catch (CommandFailedException failure)
        {
            await terminal.Error.WriteLineAsync($"error: {failure.Message}");
            return failure.ExitCode;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await terminal.Error.WriteLineAsync("error: interrupted; what was asked may or may not have been done.");
            return ExitCode.Failed;
        }
    }
}
