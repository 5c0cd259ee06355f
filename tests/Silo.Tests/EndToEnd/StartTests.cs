using System.Net;
using System.Text.Json;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>The program as an operator starts and ends it.</summary>
[Collection(ProcessTests.Name)]
public sealed class StartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_EmptyDirectory_IsReadyAndHealthyAndEndsCleanly()
    {
        await using var silo = await SiloProcess.StartAsync(_directory.Path, SiloPorts.Free());

        Assert.Equal((HttpStatusCode.OK, "healthy"), await AskAsync(silo, "/health/startup"));
        Assert.Equal((HttpStatusCode.OK, "healthy"), await AskAsync(silo, "/health/ready"));
        Assert.Equal((HttpStatusCode.OK, "healthy"), await AskAsync(silo, "/health/live"));
        Assert.Equal(0, await silo.TerminateAsync());
        Assert.Contains("Silo stopped", silo.Log, StringComparison.Ordinal);
        // One line for each thing said, nothing to worry about, no stack.
        Assert.All(silo.Log.Split(Environment.NewLine), line => Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info: ", line));
    }

    [Fact]
    public async Task Start_AfterAKillOnTheSamePorts_IsReadyWithoutWaitingForTheDead()
    {
        var ports = SiloPorts.Free();
        await using (var killed = await SiloProcess.StartAsync(_directory.Path, ports))
            await killed.KillAsync();

        // The membership table has the dead silo as active. Waiting it out would take three signs of life, 15 s.
        await using var silo = await SiloProcess.StartAsync(_directory.Path, ports).Within(TimeSpan.FromSeconds(14), "a silo in place of a killed one");

        Assert.Equal((HttpStatusCode.OK, "healthy"), await AskAsync(silo, "/health/ready"));
    }

    [Fact]
    public async Task Start_SecondSiloOnTheSameDirectory_JoinsTheFirst()
    {
        await using var first = await SiloProcess.StartAsync(_directory.Path, SiloPorts.Free());
        var ports = SiloPorts.Free();
        await using var second = await SiloProcess.StartAsync(_directory.Path, ports);

        var (exitCode, overview) = await Feishuctl.RunAsync(ports.Gateway, "cluster show --output json");

        Assert.Equal(0, exitCode);
        var silos = JsonDocument.Parse(overview).RootElement.GetProperty("silos").EnumerateArray();
        Assert.Equal(["active", "active"], silos.Select(silo => silo.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task Start_JsonLogs_AreJsonOnEveryLine()
    {
        await using var silo = await SiloProcess.StartAsync(_directory.Path, SiloPorts.Free(), "--Logging:Console:FormatterName=json", "--urls=http://127.0.0.1:0");
        await silo.TerminateAsync();

        Assert.All(silo.Log.Split(Environment.NewLine), line => Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(line).RootElement.ValueKind));
    }

    [Theory]
    [InlineData("--help", "Cluster:SiloPort")]
    [InlineData("--version", "FeishuOrleans.Silo ")]
    public async Task Start_Question_IsAnsweredWithoutStarting(string question, string expected)
    {
        var (exitCode, text) = await SiloProcess.RunAsync(_directory.Path, question);

        Assert.Equal(0, exitCode);
        Assert.Contains(expected, text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.Path));
    }

    private static async Task<(HttpStatusCode Status, string Body)> AskAsync(SiloProcess silo, string path)
    {
        using var http = new HttpClient();
        using var answer = await http.GetAsync(new Uri(silo.Http, path)).Within(what: path);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync().Within(what: path));
    }
}
