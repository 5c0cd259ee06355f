using System.Security.Cryptography;
using System.Text;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>The examples as their page says to run them: silo, feishuctl and example as programs.</summary>
[Collection(ProcessTests.Name)]
public sealed class ExampleTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef", Secret = "s3cret", Key = "key-of-the-bot-0123456789abcdef";

    /// <summary>An example is compiled first, on a machine that runs other tests.</summary>
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(5);

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private SimulatorHost _simulator = null!;
    private SiloProcess _silo = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _simulator = await SimulatorHost.StartAsync();
        _app = _simulator.Platform.Register(new AppRegistration(AppId, Secret));
        _silo = await StartSiloAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Echo_Python_RepliesToWhatTheStreamBrings()
    {
        await using var echo = await StartPythonAsync();
        await AddAccountAsync();

        await AssertRepliesAsync("om_1");
        await AssertRepliesAsync("om_2");
    }

    [Fact]
    public async Task Echo_Python_SiloIsKilled_GoesOnWhereItWas()
    {
        await using var echo = await StartPythonAsync();
        await AddAccountAsync();
        await AssertRepliesAsync("om_1");
        await _silo.KillAsync();
        var http = _silo.Http;
        await _silo.DisposeAsync();

        _silo = await StartSiloAsync($"--urls={http}");
        await _app.WaitForConnectionAsync().Within();
        await AssertRepliesAsync("om_2");

        Assert.Equal(["om_1", "om_2"], _app.Log.Of<MessageSent>().Where(static message => !message.Repeated).Select(static message => message.ReplyTo));
    }

    [Fact]
    public void Echo_Python_HasTwentyLines() => Assert.InRange(
        File.ReadLines(RepositoryRoot.File("examples/echo.py")).Count(static line => line.Trim() is { Length: > 0 } and not ['#', ..]), 1, 20);

    [Fact]
    public async Task Echo_NodeSdk_RepliesToWhatTheWebhookBrings()
    {
        await using var echo = await StartNodeAsync();

        await AssertRepliesAsync("om_1");
    }

    [Fact]
    public async Task Echo_NodeSdk_ReplyFails_AnswersWhenTheEventComesAgain()
    {
        await using var echo = await StartNodeAsync();
        _app.Faults.Messages.Set(new ApiFault { HttpStatus = 400, Code = 230006, Times = 1 });

        try
        {
            await AssertRepliesAsync("om_1");
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\nThe example said:\n{echo.Output}\nThe silo said:\n{_silo.Log}", late);
        }

        Assert.Contains("urn:feishu-orleans:problem:bot-disabled", echo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Echo_GrainClient_RepliesToWhatTheStreamBrings()
    {
        var folder = _directory.Beside("echo");
        await using (var build = ProgramProcess.StartFile("dotnet", ["build", RepositoryRoot.File("examples/echo.cs"), "-nologo", "-o", folder]))
            Assert.True(await build.ExitAsync(BuildLimit) == 0, build.Output);
        await using var echo = ProgramProcess.StartFile(Path.Combine(folder, "FeishuOrleans.echo.cs"), ["a1", $"127.0.0.1:{_ports.Gateway}"]);
        // That there is no account yet shows that it has begun.
        await echo.LineAsync("No account has this id");
        await AddAccountAsync();

        await AssertRepliesAsync("om_1");
        await AssertRepliesAsync("om_2");
    }

    private Task<SiloProcess> StartSiloAsync(params string[] settings)
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)));
        return SiloProcess.StartAsync(
            _directory.Path, _ports, [$"--Feishu:BaseAddress={_simulator.Address}", $"--Api:Keys:bot:Sha256={hash}", "--Api:Keys:bot:Scopes=read,send", .. settings]);
    }

    /// <summary>It reads what comes after its start; that there is no account yet shows that it has begun.</summary>
    private async Task<ProgramProcess> StartPythonAsync()
    {
        var echo = ProgramProcess.StartFile("python3", [RepositoryRoot.File("examples/echo.py"), "a1"], Surroundings());
        await echo.LineAsync("404");
        return echo;
    }

    private async Task<ProgramProcess> StartNodeAsync()
    {
        const string EncryptKey = "any-text", Listening = "Listening on ";
        var keyFile = _directory.Beside("key.txt");
        await File.WriteAllTextAsync(keyFile, EncryptKey);
        await NodePackages.InstallAsync(RepositoryRoot.File("examples/node"));
        var echo = ProgramProcess.StartFile(
            "node", [RepositoryRoot.File("examples/node/echo.js"), "a1"], new Dictionary<string, string?>(Surroundings()) { ["ENCRYPT_KEY"] = EncryptKey, ["PORT"] = "0" });
        var url = (await echo.LineAsync(Listening)).Split(Listening)[1];
        await AddAccountAsync($" --webhook-url {url} --encrypt-key-file {keyFile}");
        return echo;
    }

    private async Task AddAccountAsync(string webhook = "")
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, $"accounts add a1 --app-id {AppId}{webhook}", Secret);
        Assert.True(exitCode == 0, text);
        await _app.WaitForConnectionAsync().Within();
    }

    private async Task AssertRepliesAsync(string messageId)
    {
        _app.Push(new() { Text = "你好", ChatId = "oc_1", MessageId = messageId });

        var message = await _app.Log.WaitForAsync<MessageSent>(sent => sent.ReplyTo == messageId, $"the echo of {messageId}").Within();
        Assert.Equal(("text", """{"text":"你好"}"""), (message.MessageType, message.Content));
    }

    private Dictionary<string, string?> Surroundings() => new()
    {
        ["FEISHU_API"] = _silo.Http.ToString().TrimEnd('/'),
        ["FEISHU_API_KEY"] = Key,
        ["NO_PROXY"] = "127.0.0.1",
    };
}
