using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary><c>accounts</c>: the group.</summary>
internal static class AccountsCommand
{
    public static Command Create(CommandHost host) =>
        new DescribedCommand(
            "accounts",
            "Registers, shows and steers accounts.",
            "accounts list --output json",
            "accounts show sales-bot")
        {
            AddCommand.Create(host),
            ListCommand.Create(host),
            ShowCommand.Create(host),
            RemoveCommand.Create(host),
            SteerCommand.CreateStart(host),
            SteerCommand.CreateStop(host),
            SteerCommand.CreatePause(host),
            SteerCommand.CreateResume(host),
            SteerCommand.CreateReconnect(host),
            RotateSecretCommand.Create(host),
            SetWebhookCommand.Create(host),
            TestWebhookCommand.Create(host),
            WatchCommand.Create(host),
        };
}
