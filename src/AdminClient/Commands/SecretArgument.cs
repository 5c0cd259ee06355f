using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>An option that exists to be refused with the reason, rather than as an unknown word that is then repeated on the screen.</summary>
internal static class SecretArgument
{
    public static Option Refused()
    {
        var option = new Option<string?>("--app-secret") { Hidden = true, Arity = ArgumentArity.ZeroOrOne };
        option.Validators.Add(result => result.AddError(
            "A secret is not taken as an argument: every user of this machine sees it in the list of processes, and the "
            + "shell keeps it in its history. Use --app-secret-file FILE, FEISHU_APP_SECRET or standard input. "
            + "Consider the secret you just typed as known to others: reset it in the developer console."));
        return option;
    }
}
