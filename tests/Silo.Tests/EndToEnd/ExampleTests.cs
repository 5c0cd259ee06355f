using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>The examples as their page says to run them: silo, feishuctl and example as programs.</summary>
[Collection(ProcessTests.Name)]
public sealed class ExampleTests : IDisposable
{
    private const string AppId = "cli_0123456789abcdef", Secret = "s3cret", Listening = "Now listening on: ";

    /// <summary>An example is compiled first, on a machine that runs other tests.</summary>
    private static readonly TimeSpan BuildLimit = TimeSpan.FromMinutes(5);

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Echo_GrainClient_RepliesToWhatTheWebhookBrings()
    {
        var folder = _directory.Beside("echo");
        await using (var build = ProgramProcess.StartFile("dotnet", ["build", RepositoryRoot.File("examples/echo.cs"), "-nologo", "-o", folder]))
            Assert.True(await build.ExitAsync(BuildLimit) == 0, build.Output);
        await using var simulator = await SimulatorHost.StartAsync();
        var app = simulator.Platform.Register(new AppRegistration(AppId, Secret));
        await using var silo = await SiloProcess.StartAsync(_directory.Path, _ports, [$"--Feishu:BaseAddress={simulator.Address}"]);
        await using var echo = ProgramProcess.StartFile(
            Path.Combine(folder, "FeishuOrleans.echo.cs"), ["--urls", "http://127.0.0.1:0", "--gateway", $"127.0.0.1:{_ports.Gateway}"]);
        var url = (await echo.LineAsync(Listening)).Split(Listening)[1];
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, $"accounts add a1 --app-id {AppId} --webhook-url {url}", Secret);
        Assert.True(exitCode == 0, text);
        await app.WaitForConnectionAsync().Within();

        app.Push(new() { Text = "你好", ChatId = "oc_1", MessageId = "om_1" });

        var message = await app.Log.WaitForAsync<MessageSent>(static _ => true, "the echo").Within();
        Assert.Equal(("om_1", "text", """{"text":"你好"}"""), (message.ReplyTo, message.MessageType, message.Content));
    }
}
