using System.Text;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>The whole way: simulator, silo and feishuctl as programs, one account, and a kill in between.</summary>
[Collection(ProcessTests.Name)]
public sealed class AccountSurvivalTests : IDisposable
{
    private const string AppId = "cli_0123456789abcdef";
    private const string Secret = "s3cr3t-that-must-be-nowhere";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Kill_ThenStartWithBotInfoFailing_SameIdentityUnderAHigherEpoch()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var app = simulator.Platform.Register(new AppRegistration(AppId, Secret, "小飞", "ou_bot"));

        var logs = new StringBuilder();
        long epoch;
        await using (var silo = await StartAsync(simulator))
        {
            var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, $"accounts add a1 --app-id {AppId}", Secret);
            Assert.True(exitCode == 0, text);
            var before = await ShowAsync(account => IsConnected(account) && account.GetProperty("identity").ValueKind == JsonValueKind.Object);
            AssertIdentity(before);
            epoch = before.GetProperty("epoch").GetInt64();
            await silo.KillAsync();
            logs.AppendLine(silo.Log).AppendLine(text).AppendLine(before.ToString());
        }

        app.Faults.BotInfo.Set(new ApiFault { HttpStatus = 500 });
        await using (var silo = await StartAsync(simulator))
        {
            var after = await ShowAsync(IsConnected);
            AssertIdentity(after);
            Assert.True(after.GetProperty("epoch").GetInt64() > epoch, "the epoch has not grown");
            await silo.TerminateAsync();
            logs.AppendLine(silo.Log).AppendLine(after.ToString());
        }

        Assert.DoesNotContain(Secret, logs.ToString(), StringComparison.Ordinal);
        Assert.All(Directory.GetFiles(_directory.Path), AssertSecretIsNotIn);
    }

    private Task<SiloProcess> StartAsync(SimulatorHost simulator) =>
        SiloProcess.StartAsync(_directory.Path, _ports, $"--Feishu:BaseAddress={simulator.Address}", "--Logging:LogLevel:FeishuOrleans=Trace", "--Logging:LogLevel:Feishu=Trace");

    private static bool IsConnected(JsonElement account) => account.GetProperty("phase").GetString() == "connected";

    private static void AssertIdentity(JsonElement account)
    {
        Assert.Equal("ou_bot", account.GetProperty("identity").GetProperty("openId").GetString());
        Assert.Equal("小飞", account.GetProperty("identity").GetProperty("name").GetString());
    }

    /// <summary>Asks until the account is as expected; every question takes a process of its own, so nothing spins.</summary>
    private async Task<JsonElement> ShowAsync(Predicate<JsonElement> isExpected)
    {
        return await AskAsync().Within(TimeSpan.FromSeconds(60), "the account to be as expected");

        async Task<JsonElement> AskAsync()
        {
            while (true)
            {
                var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, "accounts show a1 --output json");
                Assert.True(exitCode == 0, text);
                var account = JsonDocument.Parse(text).RootElement;
                if (isExpected(account))
                    return account;
            }
        }
    }

    private static void AssertSecretIsNotIn(string file)
    {
        var bytes = File.ReadAllBytes(file);
        Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) < 0, $"the secret is in {file}");
        Assert.True(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(Secret)) < 0, $"the secret is in {file}");
        Assert.DoesNotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret))[..^4], Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }
}
