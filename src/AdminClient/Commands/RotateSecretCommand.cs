using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts rotate-secret</c>.</summary>
internal static class RotateSecretCommand
{
    public static Command Create(CommandHost host)
    {
        var id = AccountArguments.One();
        var secretFile = AppSecretSource.FileOption();
        var command = new DescribedCommand(
            "rotate-secret",
            "Goes on with another app secret, once the platform has accepted it; the connection stays until the new one is up.",
            "accounts rotate-secret sales-bot --app-secret-file secret.txt",
            "accounts rotate-secret sales-bot < secret.txt",
            "accounts rotate-secret sales-bot   (asks for the secret)")
        {
            id, secretFile, SecretArgument.Refused(),
        };
        host.Bind(command, async (context, cancellationToken) =>
        {
            var secret = await AppSecretSource.ReadAsync(context.Terminal, context.Parsed.GetValue(secretFile), cancellationToken);
            await using var cluster = await context.ConnectAsync(cancellationToken);
            var reply = await cluster.AskAsync(
                context.Parsed.GetRequiredValue(id), account => account.RotateSecretAsync(new SecretRotation(secret)), cancellationToken);
            context.Results.WriteChange("has another secret", reply.StatusOrFail());
            return ExitCode.Done;
        });
        return command;
    }
}
