using System.Reflection;
using System.Text;

namespace FeishuOrleans.Silo.Configuration;

/// <summary>The texts of <c>--help</c> and <c>--version</c>.</summary>
internal static class CommandLineAnswer
{
    public static string To(CommandLineRequest request) => request switch
    {
        CommandLineRequest.Version => $"FeishuOrleans.Silo {Version}",
        _ => Help(),
    };

    /// <summary>Version of the program, without the commit it was built from.</summary>
    public static string Version { get; } =
        typeof(CommandLineAnswer).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private static string Help()
    {
        var text = new StringBuilder(
            """
            Keeps Feishu and Lark bots connected: one silo of a FeishuOrleans cluster.

            Usage: FeishuOrleans.Silo [--config FILE] [--urls URL] [--Section:Key VALUE]...

              --config FILE   settings as JSON; environment and command line go before it
              --urls URL      where to answer HTTP (http://127.0.0.1:8080)
              --help          this text
              --version       version of the program

            Settings, with their defaults. In the environment write __ for the colon.


            """);
        var width = SettingCatalog.All.Max(static setting => setting.Key.Length) + 2;
        foreach (var setting in SettingCatalog.All)
            text.Append("  ").Append(setting.Key.PadRight(width)).AppendLine(setting.Default);
        return text.AppendLine().Append("What they mean: docs/configuration.md").ToString();
    }
}
