using System.Diagnostics;
using System.Globalization;
using FeishuOrleans.AdminClient.Tests.Cluster;
using FeishuOrleans.Testing;

namespace FeishuOrleans.AdminClient.Tests;

/// <summary>The program as a shell sees it.</summary>
public sealed class ProgramTests(SiloFixture silo) : IClassFixture<SiloFixture>
{
    /// <summary>The program where its own build put it: here, beside the tests, it would run with their frameworks.</summary>
    private static readonly string Program = Path.GetFullPath(
        AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "AdminClient.Tests"), Path.Combine("src", "AdminClient"), StringComparison.Ordinal)
        + "FeishuOrleans.AdminClient.dll");

    [Fact]
    public async Task Start_NoSilo_ExitsThreeWithWordsOnly()
    {
        using var program = Start("accounts", "list", "--gateway", "127.0.0.1:9");

        var error = await program.StandardError.ReadToEndAsync().Within(what: "the program to give up");
        await program.WaitForExitAsync().Within(what: "the program to end");

        Assert.Equal(3, program.ExitCode);
        Assert.StartsWith("error: The cluster was not reached: cluster id 'feishu-orleans', gateway 127.0.0.1:9.", error, StringComparison.Ordinal);
        Assert.Contains("ConnectionRefused", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_SecretOnStandardInput_Arrives()
    {
        using var program = Start("accounts", "add", "piped", "--app-id", "cli_0123456789abcdef", "--gateway", silo.Gateway);

        await program.StandardInput.WriteLineAsync("密s3cret");
        program.StandardInput.Close();
        await program.WaitForExitAsync().Within(what: "the program to end");

        Assert.Equal(0, program.ExitCode);
        Assert.Equal("密s3cret", silo.Accounts.Registrations["piped"].AppSecret);
    }

    [Fact]
    public async Task CtrlC_DuringAWatch_EndsItWithZero()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no kill command to send SIGINT with.");
        silo.Accounts.Put(Statuses.Connected("watched"));
        using var program = Start("accounts", "watch", "watched", "--gateway", silo.Gateway);
        await program.StandardOutput.ReadLineAsync().Within(what: "the first line of the watch");

        using (var kill = Process.Start("kill", ["-INT", program.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync().Within(what: "kill to end");
        await program.WaitForExitAsync().Within(what: "the watch to end");

        Assert.Equal(0, program.ExitCode);
        Assert.Empty(await program.StandardError.ReadToEndAsync().Within(what: "the errors"));
    }

    private static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.ArgumentList.Add(Program);
        foreach (var argument in args)
            start.ArgumentList.Add(argument);
        // Variables of the machine that runs the tests must not steer the program.
        foreach (var name in new[] { "FEISHU_APP_SECRET", "FEISHU_CLUSTER_ID", "FEISHU_SERVICE_ID", "FEISHU_CLIENT_KEY" })
            start.Environment.Remove(name);
        return Process.Start(start)!;
    }
}
