using System.CommandLine;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>The account ids a command takes.</summary>
internal static class AccountArguments
{
    public static Argument<string> One()
    {
        var argument = new Argument<string>("id") { Description = "The account's id." };
        argument.Validators.Add(result =>
        {
            if (AccountId.Explain(result.GetValueOrDefault<string>()) is { } error)
                result.AddError(error);
        });
        return argument;
    }

    public static Argument<string[]> Any()
    {
        var argument = new Argument<string[]>("id")
        {
            Description = "Ids of the accounts; all accounts when none is given.",
            Arity = ArgumentArity.ZeroOrMore,
            DefaultValueFactory = _ => [],
        };
        argument.Validators.Add(result =>
        {
            foreach (var error in result.Tokens.Select(token => AccountId.Explain(token.Value)).OfType<string>())
                result.AddError(error);
        });
        return argument;
    }
}
