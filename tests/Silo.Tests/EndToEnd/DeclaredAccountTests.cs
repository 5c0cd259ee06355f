using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>Accounts in a configuration file, from one start to the next.</summary>
[Collection(ProcessTests.Name)]
public sealed class DeclaredAccountTests : IAsyncLifetime
{
    private const string App = "cli_00000000000000a", Secret = "secret";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private SimulatorHost _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await SimulatorHost.StartAsync(
        new SimulatorOptions { Apps = [.. Enumerable.Range(1, 3).Select(number => new AppRegistration($"{App}{number}", Secret))] });

    public async ValueTask DisposeAsync()
    {
        await _simulator.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Start_DeclarationsChange_AccountsFollow()
    {
        await using (var silo = await StartAsync(revision: 1, ("sales", 1, true), ("support", 2, true), ("twin", 2, true)))
        {
            await _simulator.Platform.App($"{App}1").WaitForConnectionAsync();
            await _simulator.Platform.App($"{App}2").WaitForConnectionAsync();
            // Two accounts cannot have one app: one of them is refused, by name, and the silo goes on.
            var refusal = await silo.LineAsync(line => line.Contains(" fail: ", StringComparison.Ordinal), "the refusal of an account");
            Assert.Matches("(support|twin)", refusal);
            await silo.LineAsync(line => line.Contains("all dealt with", StringComparison.Ordinal), "the end of the declarations");
            Assert.Equal(["sales declared running"], (await ListAsync()).Where(account => account.StartsWith("sales", StringComparison.Ordinal)));
            await silo.TerminateAsync();
        }

        await using (var silo = await StartAsync(revision: 2, ("sales", 1, false), ("new", 3, true)))
        {
            await _simulator.Platform.App($"{App}3").WaitForConnectionAsync();
            await silo.LineAsync(line => line.Contains("all dealt with", StringComparison.Ordinal), "the end of the declarations");
            var accounts = await ListAsync();
            Assert.Contains("sales declared stopped", accounts);
            Assert.Contains("new declared running", accounts);
            Assert.Contains(accounts, account => account is "support undeclared running" or "twin undeclared running");
            await silo.TerminateAsync();
        }
    }

    private Task<SiloProcess> StartAsync(long revision, params (string Id, int App, bool Enabled)[] accounts)
    {
        var section = accounts.ToDictionary(account => account.Id, account => (object)new { AppId = $"{App}{account.App}", AppSecret = Secret, account.Enabled });
        section["Revision"] = revision;
        var file = _directory.Beside("silo.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { Accounts = section }));
        return SiloProcess.StartAsync(_directory.Path, _ports, $"--config={file}", $"--Feishu:BaseAddress={_simulator.Address}");
    }

    private async Task<string[]> ListAsync()
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, "accounts list --output json");
        Assert.True(exitCode == 0, text);
        return [.. JsonDocument.Parse(text).RootElement.EnumerateArray().Select(account =>
            $"{account.GetProperty("accountId")} {account.GetProperty("origin")} {account.GetProperty("wanted")}")];
    }
}
