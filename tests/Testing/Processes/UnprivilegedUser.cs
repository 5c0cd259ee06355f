namespace FeishuOrleans.Testing.Processes;

/// <summary>PostgreSQL refuses to run as root; then it runs as the user that its package made.</summary>
internal static class UnprivilegedUser
{
    private const string Name = "postgres";

    private static bool IsNeeded => Environment.IsPrivilegedProcess;

    /// <summary>What stands before a command, which keeps the process: signals reach the command itself.</summary>
    public static string[] Runs => IsNeeded ? ["/usr/bin/setpriv", $"--reuid={Name}", $"--regid={Name}", "--init-groups"] : [];

    /// <summary>Options of <c>install</c> for a folder of the user.</summary>
    public static string[] Owns => IsNeeded ? ["-o", Name, "-g", Name] : [];
}
