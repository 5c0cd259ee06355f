using System.Text.Json;

namespace FeishuOrleans.Benchmarks.Fleet;

/// <summary>Many accounts that a silo is told of and the simulator knows without being told.</summary>
internal static class BotFleet
{
    public static string IdOf(int account) => $"bot-{account:00000}";

    public static string AppIdOf(int account) => $"cli_{account:x16}";

    public static string SecretOf(int account) => $"secret-{account}";

    /// <summary>Writes a configuration file that declares the accounts.</summary>
    /// <returns>Its path.</returns>
    public static string Declare(DirectoryInfo folder, int count)
    {
        var accounts = Enumerable.Range(0, count).ToDictionary(IdOf, static account => new { AppId = AppIdOf(account), AppSecret = SecretOf(account) });
        var path = Path.Combine(folder.FullName, "accounts.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { Accounts = accounts }));
        return path;
    }
}
