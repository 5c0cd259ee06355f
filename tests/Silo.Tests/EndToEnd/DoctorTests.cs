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

        Assert.Equal((0, ""), (good.ExitCode, Bad(good.Findings)));
        Assert.Equal(
            ["gateway", "silo", "configuration", "storage", "clock", "platform"],
            good.Findings.Select(static finding => finding.GetProperty("check").GetString()).Distinct());
        Assert.Equal(1, withoutPlatform.ExitCode);
        Assert.All(Bad(withoutPlatform.Findings).Split(';'), static bad => Assert.Equal("platform problem", bad));
        Assert.Equal((3, "gateway problem"), (withoutSilo.ExitCode, Bad(withoutSilo.Findings)));
        Assert.DoesNotContain(Secret, string.Concat(good.Text, withoutPlatform.Text, withoutSilo.Text), StringComparison.Ordinal);
    }

    private static string Bad(JsonElement[] findings) => string.Join(';', findings
        .Where(static finding => finding.GetProperty("state").GetString() != "ok")
        .Select(static finding => $"{finding.GetProperty("check").GetString()} {finding.GetProperty("state").GetString()}"));

    private async Task<(int ExitCode, JsonElement[] Findings, string Text)> RunAsync()
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, "doctor --output json");
        return (exitCode, [.. JsonDocument.Parse(text).RootElement.GetProperty("findings").EnumerateArray()], text);
    }
}
