using FeishuOrleans.Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.SiloHook;

/// <summary>Switches off what brings accounts back faster than their reminders.</summary>
public static class RemindersAlone
{
    /// <summary>Variable: any value.</summary>
    public const string Variable = "FEISHU_REMINDERS_ALONE";

    /// <summary>Does nothing when the variable is not set.</summary>
    internal static void Arrange()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            HostChange.Apply(static services => services.PostConfigure<AccountOptions>(static accounts => accounts.Sweeps = false));
    }
}
