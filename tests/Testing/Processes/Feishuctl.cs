namespace FeishuOrleans.Testing.Processes;

/// <summary>feishuctl as a shell runs it.</summary>
public static class Feishuctl
{
    /// <summary>Starts a command that goes on, against a gateway on this machine.</summary>
    public static ProgramProcess Start(int gatewayPort, string command) =>
        ProgramProcess.Start("AdminClient", "FeishuOrleans.AdminClient", [.. command.Split(' '), "--gateway", $"127.0.0.1:{gatewayPort}"]);

    /// <summary>Runs a command against a gateway on this machine and gives exit code and output.</summary>
    /// <param name="gatewayPort">Port of the gateway.</param>
    /// <param name="command">The command line, words separated by single spaces.</param>
    /// <param name="input">Standard input, a secret for example.</param>
    public static async Task<(int ExitCode, string Text)> RunAsync(int gatewayPort, string command, string? input = null)
    {
        await using var process = ProgramProcess.Start(
            "AdminClient", "FeishuOrleans.AdminClient", [.. command.Split(' '), "--gateway", $"127.0.0.1:{gatewayPort}"], input: input);
        return (await process.ExitAsync(), process.Output);
    }
}
