using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary><c>feishuctl doctor</c> on a real silo and a platform.</summary>
[Collection(ProcessTests.Name)]
public sealed class DoctorTests : IDisposable
{
    private const string AppId = "cli_0123456789abcdef", Secret = "s3cr3t-of-the-doctor";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Doctor_GoodThenWithoutPlatformThenWithoutSilo_FindsJustThat()
    {
        var simulator = await SimulatorHost.StartAsync();
        await using var platform = simulator;
        simulator.Platform.Register(new AppRegistration(AppId, Secret));
        await using var silo = await SiloProcess.StartAsync(_directory.Path, _ports, $"--Feishu:BaseAddress={simulator.Address}");
        var (added, text) = await Feishuctl.RunAsync(_ports.Gateway, $"accounts add a1 --app-id {AppId}", Secret);
        Assert.True(added == 0, text);

        var good = await RunAsync();
        await simulator.DisposeAsync();
        var withoutPlatform = await RunAsync();
        await silo.KillAsync();
        var withoutSilo = await RunAsync();

        Assert.Equal((0, ""), (good.ExitCode, Problems(good.Findings)));
        Assert.Equal(
            ["gateway", "silo", "configuration", "storage", "clock", "platform"],
            good.Findings.Select(static finding => finding.GetProperty("check").GetString()).Distinct());
        Assert.Equal(1, withoutPlatform.ExitCode);
        Assert.All(Problems(withoutPlatform.Findings).Split(';'), static check => Assert.Equal("platform", check));
        Assert.Equal((3, "gateway"), (withoutSilo.ExitCode, Problems(withoutSilo.Findings)));
        Assert.DoesNotContain(Secret, string.Concat(good.Text, withoutPlatform.Text, withoutSilo.Text), StringComparison.Ordinal);
    }

    /// <summary>Not the warnings: a machine under load is slow, and the doctor says so.</summary>
    private static string Problems(JsonElement[] findings) => string.Join(';', findings
        .Where(static finding => finding.GetProperty("state").GetString() == "problem")
        .Select(static finding => finding.GetProperty("check").GetString()));

    private async Task<(int ExitCode, JsonElement[] Findings, string Text)> RunAsync()
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, "doctor --output json");
        return (exitCode, [.. JsonDocument.Parse(text).RootElement.GetProperty("findings").EnumerateArray()], text);
    }
}
