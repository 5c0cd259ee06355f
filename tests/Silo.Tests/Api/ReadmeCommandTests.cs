using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>The curl lines of README.md, run as written; only the addresses are those of this test.</summary>
public sealed class ReadmeCommandTests : IAsyncLifetime
{
    private const string SiloAddress = "http://127.0.0.1:8080", SimulatorAddress = "http://127.0.0.1:7000", AppId = "cli_00000000000000a2";

    private static readonly string[] Commands = [.. File.ReadLines(RepositoryRoot.File("README.md")).Where(static line => line.StartsWith("curl ", StringComparison.Ordinal))];

    private readonly TemporaryDirectory _directory = new();
    private SimulatorHost _simulator = null!;
    private ApiSilo _silo = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, "s"));
        _silo = await ApiSilo.StartAsync($$"""{ "Feishu": { "BaseAddress": "{{_simulator.Address}}" } }""");
        // One of the commands makes a fault, and the next makes it be met.
        _silo.Logs.Announce(static line => line.Text.Contains("-> Faulted", StringComparison.Ordinal));
        var added = await _silo.SendAsync("PUT", "/api/accounts/mybot", body: $$"""{ "appId": "{{AppId}}", "appSecret": "s" }""");
        Assert.Equal(201, added.Status);
        await _app.WaitForConnectionAsync().Within();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Commands_WithAnEnd_Succeed()
    {
        foreach (var command in Commands.Where(static command => !HasNoEnd(command)))
        {
            await using var curl = Start(command);
            Assert.True(await curl.ExitAsync() == 0, $"{command}\n{curl.Output}");
        }

        Assert.Equal("""{"text":"hello"}""", Assert.Single(_app.Log.Of<MessageSent>()).Content);
        await _app.Log.WaitForAsync<Acknowledged>(static _ => true, "an event of the simulator").Within();
    }

    [Fact]
    public async Task Commands_WithoutAnEnd_BringWhatComes()
    {
        foreach (var command in Commands.Where(HasNoEnd))
        {
            await using var curl = Start(command);
            await curl.LineAsync("retry: ");

            _app.PushText("hello");

            await curl.LineAsync("event: im.message.receive_v1");
        }
    }

    [Fact]
    public void Commands_Always_ReadAndSend()
    {
        Assert.Contains(Commands, HasNoEnd);
        Assert.Contains(Commands, static command => command.StartsWith("curl -X POST", StringComparison.Ordinal) && command.Contains(SiloAddress, StringComparison.Ordinal));
    }

    private static bool HasNoEnd(string command) => command.StartsWith("curl -N", StringComparison.Ordinal);

    /// <summary>The shell becomes curl, so that ending it ends curl. An answer that is a refusal is a failure.</summary>
    private ProgramProcess Start(string command)
    {
        File.WriteAllText(_directory.Beside(".curlrc"), "fail-with-body\nsilent\nshow-error\n");
        var here = command.Replace(SiloAddress, Own(_silo.Address), StringComparison.Ordinal).Replace(SimulatorAddress, Own(_simulator.Address), StringComparison.Ordinal);
        return ProgramProcess.StartFile("bash", ["-c", $"exec {here}"], new Dictionary<string, string?> { ["CURL_HOME"] = Path.GetDirectoryName(_directory.Path), ["NO_PROXY"] = "127.0.0.1" });
    }

    private static string Own(Uri address) => address.ToString().TrimEnd('/');
}
