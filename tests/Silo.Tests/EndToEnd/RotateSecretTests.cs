using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>An app secret is replaced with feishuctl, as after a reset in the developer console.</summary>
[Collection(ProcessTests.Name)]
public sealed class RotateSecretTests : IDisposable
{
    private const string AppId = "cli_0123456789abcdef";
    private const string Secret = "the-first-secret-0123456789abcdef";
    private const string Other = "the-other-secret-0123456789abcdef";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task RotateSecret_RefusedThenAccepted_NeverOfflineAndStillThereAfterAKill()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var app = simulator.Platform.Register(new AppRegistration(AppId, Secret));
        var ports = SiloPorts.Free();
        var address = $"--Feishu:BaseAddress={simulator.Address}";
        await using (var silo = await SiloProcess.StartAsync(_directory.Path, ports, address))
        {
            var added = await Feishuctl.RunAsync(ports.Gateway, $"accounts add a1 --app-id {AppId}", Secret);
            Assert.True(added.ExitCode == 0, added.Text);
            await app.WaitForConnectionAsync();

            var refused = await Feishuctl.RunAsync(ports.Gateway, "accounts rotate-secret a1", Other);
            app.AppSecret = Other;
            var accepted = await Feishuctl.RunAsync(ports.Gateway, "accounts rotate-secret a1", Other);
            await app.Log.WaitForCountAsync<Disconnected>(1, TestContext.Current.CancellationToken);

            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("nothing was changed", refused.Text, StringComparison.Ordinal);
            Assert.True(accepted.ExitCode == 0, accepted.Text);
            Assert.DoesNotContain(Other, refused.Text + accepted.Text + silo.Log, StringComparison.Ordinal);
            Assert.Equal(1, Assert.Single(app.Log.Of<Disconnected>()).Live);
            await silo.KillAsync();
        }

        await using var again = await SiloProcess.StartAsync(_directory.Path, ports, address);
        await app.Log.WaitForCountAsync<Connected>(3, TestContext.Current.CancellationToken);
        Assert.All(app.Log.Of<DiscoveryAnswered>(), static call => Assert.Equal(0, call.Code));
        foreach (var file in Directory.EnumerateFiles(_directory.Path))
            Assert.DoesNotContain(Other, await ReadAsync(file), StringComparison.Ordinal);
    }

    private static async Task<string> ReadAsync(string file)
    {
        // Open in the silo, so shared.
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return await reader.ReadToEndAsync();
    }
}
