using System.Net;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>A silo that cannot do all of its work stays in service and says so.</summary>
[Collection(ProcessTests.Name)]
public sealed class DegradedTests : IDisposable
{
    private const string AppId = "cli_0123456789abcdef";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Ready_PlatformGone_IsDegradedWith200AndTheClusterSaysWhy()
    {
        var simulator = await SimulatorHost.StartAsync();
        await using var platform = simulator;
        simulator.Platform.Register(new AppRegistration(AppId, "s3cret"));
        await using var silo = await SiloProcess.StartAsync(
            _directory.Path, _ports, $"--Feishu:BaseAddress={simulator.Address}", "--Supervision:InitialBackoff=00:00:00.1", "--Supervision:MaxBackoff=00:00:00.5");
        var (added, text) = await Feishuctl.RunAsync(_ports.Gateway, $"accounts add a1 --app-id {AppId}", "s3cret");
        Assert.True(added == 0, text);

        await simulator.DisposeAsync();
        var degraded = await DegradedAsync().Within(TimeSpan.FromSeconds(60), "the silo to be degraded");

        Assert.Equal("platform", degraded.GetProperty("cause").GetString());
        Assert.Equal((HttpStatusCode.OK, "degraded"), await AskAsync(silo, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "healthy"), await AskAsync(silo, "/health/live"));
        Assert.Contains("feishu_silo_degraded{", (await AskAsync(silo, "/metrics")).Body, StringComparison.Ordinal);
    }

    /// <summary>Asks until there is something; every question takes a process of its own, so nothing spins.</summary>
    private async Task<JsonElement> DegradedAsync()
    {
        while (true)
        {
            var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, "cluster show --output json");
            Assert.True(exitCode == 0, text);
            var silo = Assert.Single(JsonDocument.Parse(text).RootElement.GetProperty("silos").EnumerateArray());
            if (silo.GetProperty("degraded").EnumerateArray().ToArray() is [var first, ..])
                return first;
        }
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(SiloProcess silo, string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(silo.Http, path)).Within(what: path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync().Within(what: path));
    }
}
