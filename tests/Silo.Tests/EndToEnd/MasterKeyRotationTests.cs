using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Grains.Secrets;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>The master key is changed as docs/operations.md says.</summary>
[Collection(ProcessTests.Name)]
public sealed class MasterKeyRotationTests : IDisposable
{
    private const string Secret = "the-secret-of-the-app-0123456789";
    private static readonly string[] AppIds = ["cli_0123456789abcde1", "cli_0123456789abcde2", "cli_0123456789abcde3"];

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private readonly (string Old, string New) _keys = (MasterKey.Generate().ToBase64(), MasterKey.Generate().ToBase64());

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Rotate_OldAndNewKey_LeavesNothingUnderTheOldOneAndDropsNoConnection()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var apps = AppIds.Select(id => simulator.Platform.Register(new AppRegistration(id, Secret))).ToArray();
        string[] declared =
        [
            $"--Feishu:BaseAddress={simulator.Address}", $"--Accounts:declared:AppId={AppIds[2]}", $"--Accounts:declared:AppSecret={Secret}",
        ];
        await using (await SiloProcess.StartAsync(_directory.Path, _ports, [$"--Secrets:MasterKey={_keys.Old}", .. declared]))
        {
            await DoAsync($"accounts add plain --app-id {AppIds[0]}", Secret);
            var webhookSecret = _directory.Beside("webhook-secret");
            await File.WriteAllTextAsync(webhookSecret, "whsec_c2VjcmV0LW9mLXRoZS13ZWJob29rLTEyMzQ=", TestContext.Current.CancellationToken);
            await DoAsync($"accounts add posted --app-id {AppIds[1]} --webhook-url http://127.0.0.1:9/ --webhook-secret-file {webhookSecret}", Secret);
            // What the operator did after the declaration stays, also when the key that names it changes.
            await DoAsync("accounts stop declared");
        }

        await using (await SiloProcess.StartAsync(_directory.Path, _ports, [$"--Secrets:MasterKey={_keys.New}", $"--Secrets:OtherMasterKey={_keys.Old}", .. declared]))
        {
            await apps[0].Log.WaitForCountAsync<Connected>(2, TestContext.Current.CancellationToken);

            var first = await DoAsync("secrets rotate --output json");
            var again = await DoAsync("secrets rotate --output json");

            Assert.Equal((3, 3, true), Read(first));
            Assert.Equal((3, 0, true), Read(again));
            Assert.Equal(2, apps[0].Log.Of<Connected>().Count);
        }

        var (exitCode, text) = await SiloProcess.RunAsync(_directory.Path, $"--Secrets:MasterKey={_keys.Old}");
        Assert.Equal(1, exitCode);
        Assert.Contains("Storage holds secrets sealed with master key", text, StringComparison.Ordinal);
        await using var alone = await SiloProcess.StartAsync(_directory.Path, _ports, [$"--Secrets:MasterKey={_keys.New}", .. declared]);
        await apps[0].Log.WaitForCountAsync<Connected>(3, TestContext.Current.CancellationToken);
        await apps[1].Log.WaitForCountAsync<Connected>(3, TestContext.Current.CancellationToken);
        Assert.Equal("stopped", JsonDocument.Parse(await DoAsync("accounts show declared --output json")).RootElement.GetProperty("wanted").GetString());
        Assert.DoesNotContain("cannot be opened", await DoAsync("accounts show posted --output json"), StringComparison.Ordinal);
    }

    /// <summary>Once something may be sealed with the new key, and until nothing is with the old one, a silo needs both.</summary>
    [Fact]
    public async Task Start_WithOneKeyDuringTheChange_IsRefused()
    {
        await using (await SiloProcess.StartAsync(_directory.Path, _ports, $"--Secrets:MasterKey={_keys.Old}"))
        {
        }

        await using (await SiloProcess.StartAsync(_directory.Path, _ports, $"--Secrets:MasterKey={_keys.New}", $"--Secrets:OtherMasterKey={_keys.Old}"))
        {
        }

        foreach (var key in new[] { _keys.Old, _keys.New })
        {
            var (exitCode, text) = await SiloProcess.RunAsync(_directory.Path, $"--Secrets:MasterKey={key}");

            Assert.Equal(1, exitCode);
            Assert.Contains("is being changed", text, StringComparison.Ordinal);
            Assert.Contains("feishuctl secrets rotate", text, StringComparison.Ordinal);
            Assert.DoesNotContain(key, text, StringComparison.Ordinal);
        }
    }

    private static (int Accounts, int Resealed, bool Complete) Read(string json)
    {
        var answer = JsonDocument.Parse(json).RootElement;
        return (answer.GetProperty("accounts").GetInt32(), answer.GetProperty("resealed").GetInt32(), answer.GetProperty("complete").GetBoolean());
    }

    private async Task<string> DoAsync(string command, string? input = null)
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, command, input);
        Assert.True(exitCode == 0, $"{command}: {text}");
        return text;
    }
}
