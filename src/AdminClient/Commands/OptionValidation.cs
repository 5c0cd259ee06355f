using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>Checks values while the command line is read.</summary>
internal static class OptionValidation
{
    /// <summary>Refuses values for which <paramref name="explain"/> has something to say.</summary>
    public static void Refuse(this Option option, Func<string?, string?> explain) =>
        option.Validators.Add(result =>
        {
            if (explain(result.GetValueOrDefault<string>()) is { } error)
                result.AddError(error);
        });
}
