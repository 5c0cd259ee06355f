namespace FeishuOrleans.Testing.Processes;

/// <summary>Somebody who is not root, for tests that root runs: the user that the package of PostgreSQL made, which refuses to run as root.</summary>
public static class UnprivilegedUser
{
    private const string Name = "postgres";

    private static bool IsNeeded => Environment.IsPrivilegedProcess;

    /// <summary>What stands before a command, which keeps the process: signals reach the command itself.</summary>
    public static string[] Runs => IsNeeded ? ["/usr/bin/setpriv", $"--reuid={Name}", $"--regid={Name}", "--init-groups"] : [];

    /// <summary>Options of <c>install</c> for a folder of the user.</summary>
    public static string[] Owns => IsNeeded ? ["-o", Name, "-g", Name] : [];
}
