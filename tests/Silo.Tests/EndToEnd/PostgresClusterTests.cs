using System.Security.Cryptography;
using System.Text.Json;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>Silos as programs that share nothing but a PostgreSQL database.</summary>
[Collection(ProcessTests.Name)]
public sealed class PostgresClusterTests : IAsyncLifetime
{
    private const string AppId = "cli_0123456789abcdef";
    private const string Secret = "s3cr3t-that-must-be-nowhere";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TemporaryDirectory _directory = new();
    private readonly string _masterKey = NewKey();
    private PostgresServer _server = null!;
    private string _connectionString = "";

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _connectionString = await _server.CreateDatabaseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Kill_TheAccountsSilo_TheOtherHasItWithTheSameIdentityUnderAHigherEpoch()
    {
        await using var simulator = await SimulatorHost.StartAsync();
        var app = simulator.Platform.Register(new AppRegistration(AppId, Secret, "小飞", "ou_bot"));
        SiloPorts[] ports = [SiloPorts.Free(), SiloPorts.Free()];
        await using var first = await StartAsync(ports[0], simulator);
        await using var second = await StartAsync(ports[1], simulator);
        var (exitCode, text) = await Feishuctl.RunAsync(ports[0].Gateway, $"accounts add a1 --app-id {AppId}", Secret);
        Assert.True(exitCode == 0, text);
        var before = await ShowAsync(ports[1], account => IsConnected(account) && account.GetProperty("identity").ValueKind == JsonValueKind.Object);

        app.Faults.BotInfo.Set(new ApiFault { HttpStatus = 500 });
        var owner = IsAt(before, ports[0]) ? 0 : 1;
        Assert.True(IsAt(before, ports[owner]), before.ToString());
        await (owner == 0 ? first : second).KillAsync();

        var after = await ShowAsync(ports[1 - owner], account => IsConnected(account) && IsAt(account, ports[1 - owner]));
        Assert.Equal("ou_bot", after.GetProperty("identity").GetProperty("openId").GetString());
        Assert.True(after.GetProperty("epoch").GetInt64() > before.GetProperty("epoch").GetInt64(), "the epoch has not grown");
        Assert.False(Directory.Exists(_directory.Path), "a silo on PostgreSQL keeps nothing on its own disk");
    }

    [Fact]
    public async Task Start_WithAnotherMasterKey_IsRefused()
    {
        await using (await StartAsync(SiloPorts.Free()))
        {
            var (exitCode, text) = await SiloProcess.RunAsync(_directory.Path, Settings(NewKey()));

            Assert.NotEqual(0, exitCode);
            Assert.Contains("Secrets:MasterKey", text, StringComparison.Ordinal);
            Assert.DoesNotContain(_masterKey, text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_AnotherClusterIdBesideARunningSilo_IsRefused()
    {
        await using (await StartAsync(SiloPorts.Free()))
        {
            var (exitCode, text) = await SiloProcess.RunAsync(_directory.Path, [.. Settings(_masterKey), "--Cluster:ClusterId=typo"]);

            Assert.Equal(1, exitCode);
            Assert.Contains("set Cluster:ClusterId to 'feishu-orleans'", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Start_WithoutMasterKey_IsRefused()
    {
        var (exitCode, text) = await SiloProcess.RunAsync(_directory.Path, [.. Settings(_masterKey).Where(static setting => !setting.StartsWith("--Secrets", StringComparison.Ordinal))]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Secrets:MasterKey is missing", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_ServerOutOfReach_SaysWhatToCheck()
    {
        var nobody = _connectionString.Replace($"Port={_server.Port}", $"Port={FreePort.Next()}", StringComparison.Ordinal);

        var (exitCode, text) = await SiloProcess.RunAsync(_directory.Path, [.. Settings(_masterKey), $"--Storage:ConnectionString={nobody}"]);

        Assert.Equal(1, exitCode);
        Assert.Contains("Check Storage:ConnectionString, the server", text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NewerSchema_IsRefused()
    {
        await _server.ExecuteAsync(
            "CREATE TABLE SchemaVersion (Id integer PRIMARY KEY, Version integer, ReadableFrom integer); INSERT INTO SchemaVersion VALUES (1, 9000, 9000);",
            _connectionString[(_connectionString.LastIndexOf('=') + 1)..]);

        var (exitCode, text) = await SiloProcess.RunAsync(_directory.Path, Settings(_masterKey));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("has schema 9000, written by a newer version", text, StringComparison.Ordinal);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private Task<SiloProcess> StartAsync(SiloPorts ports, SimulatorHost? simulator = null) =>
        SiloProcess.StartAsync(_directory.Path, ports, [.. Settings(_masterKey), .. simulator is null ? [] : (string[])[$"--Feishu:BaseAddress={simulator.Address}"]]);

    private string[] Settings(string masterKey) =>
        ["--Storage:Provider=PostgreSql", $"--Storage:ConnectionString={_connectionString}", $"--Secrets:MasterKey={masterKey}"];

    private static bool IsConnected(JsonElement account) => account.GetProperty("phase").GetString() == "connected";

    private static bool IsAt(JsonElement account, SiloPorts ports) =>
        account.GetProperty("silo").GetString()?.EndsWith($"-{ports.Silo}", StringComparison.Ordinal) == true;

    /// <summary>Asks until the account is as expected; every question takes a process of its own, so nothing spins. A question
    /// may fail while the cluster finds out that a silo is dead.</summary>
    private static async Task<JsonElement> ShowAsync(SiloPorts ports, Predicate<JsonElement> isExpected)
    {
        return await AskAsync().Within(Patience, "the account to be as expected");

        async Task<JsonElement> AskAsync()
        {
            while (true)
            {
                var (exitCode, text) = await Feishuctl.RunAsync(ports.Gateway, "accounts show a1 --output json");
                if (exitCode == 0 && JsonDocument.Parse(text).RootElement is var account && isExpected(account))
                    return account;
            }
        }
    }
}
