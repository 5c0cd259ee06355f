using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts start</c>, <c>stop</c>, <c>pause</c>, <c>resume</c> and <c>reconnect</c>.</summary>
internal static class SteerCommand
{
    public static Command CreateStart(CommandHost host) => Create(
        host,
        "start",
        "Wants the account connected; also the way out of a fault after its cause was mended.",
        "started",
        account => account.StartAsync());

    public static Command CreateStop(CommandHost host) => Create(
        host, "stop", "Closes the connection and keeps it closed; what was received is still delivered.", "stopped", account => account.StopAsync());

    public static Command CreatePause(CommandHost host) => Create(
        host, "pause", "Holds delivery; events are received and kept.", "paused", account => account.PauseAsync());

    public static Command CreateResume(CommandHost host) => Create(
        host, "resume", "Lets delivery go on where it was held.", "resumed", account => account.ResumeAsync());

    public static Command CreateReconnect(CommandHost host) => Create(
        host,
        "reconnect",
        "Drops the connection, if there is one, and connects at once.",
        "told to reconnect",
        account => account.ReconnectAsync());

    private static DescribedCommand Create(
        CommandHost host, string name, string description, string done, Func<IAccountGrain, Task<AccountReply>> request)
    {
        var id = AccountArguments.One();
        var command = new DescribedCommand(name, description, $"accounts {name} sales-bot") { id };
        host.Bind(command, async (context, cancellationToken) =>
        {
            await using var cluster = await context.ConnectAsync(cancellationToken);
            var reply = await cluster.AskAsync(context.Parsed.GetRequiredValue(id), request, cancellationToken);
            context.Results.WriteChange(done, reply.StatusOrFail());
            return ExitCode.Done;
        });
        return command;
    }
}
