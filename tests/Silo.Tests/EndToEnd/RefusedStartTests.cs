using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>A start that cannot be: exit code 1, and one message that names what to change.</summary>
[Collection(ProcessTests.Name)]
public sealed class RefusedStartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Start_BadSettings_NamesThemAllAndTouchesNothing()
    {
        var text = await RefusedAsync(_directory.Path, "--Supervision:PingIntervall=1", "--Supervision:PongTimeout=ten", "--Accounts:Bot:AppId=x");

        Assert.Contains("3 problems", text, StringComparison.Ordinal);
        Assert.Contains("Supervision:PingIntervall", text, StringComparison.Ordinal);
        Assert.Contains("Supervision:PongTimeout", text, StringComparison.Ordinal);
        Assert.Contains("Accounts:Bot", text, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_directory.Path));
    }

    [Fact]
    public async Task Start_DirectoryBelowAFile_NamesTheSetting()
    {
        await File.WriteAllTextAsync(_directory.Beside("file"), "", TestContext.Current.CancellationToken);

        var text = await RefusedAsync(_directory.Beside("file/data"));

        Assert.Contains("Storage:DataDirectory", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_NewerSchema_SaysSo()
    {
        await UseOnceAsync();
        Execute("UPDATE SchemaVersion SET Version = 99, ReadableFrom = 99;");

        var text = await RefusedAsync(_directory.Path);

        Assert.Contains("newer version", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AnotherMasterKey_SaysWhatToDo()
    {
        await UseOnceAsync();

        var text = await RefusedAsync(_directory.Path, $"--Secrets:MasterKey={Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))}");

        Assert.Contains("Set Secrets:MasterKey", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_LostMasterKey_MakesNoNewOne()
    {
        await UseOnceAsync();
        var key = Path.Combine(_directory.Path, "master.key");
        File.Move(key, _directory.Beside("master.key"));

        var text = await RefusedAsync(_directory.Path);

        Assert.Contains(key, text, StringComparison.Ordinal);
        Assert.Contains("Secrets:MasterKeyFile", text, StringComparison.Ordinal);
        Assert.False(File.Exists(key));
        await using var silo = await SiloProcess.StartAsync(_directory.Path, SiloPorts.Free(), $"--Secrets:MasterKeyFile={_directory.Beside("master.key")}");
    }

    [Fact]
    public async Task Start_AnotherClusterIdBesideARunningSilo_NamesBoth()
    {
        await using var silo = await SiloProcess.StartAsync(_directory.Path, SiloPorts.Free());

        var text = await RefusedAsync(_directory.Path, "--Cluster:ClusterId=typo");

        Assert.Contains("Cluster:ClusterId is 'typo'", text, StringComparison.Ordinal);
        Assert.Contains("set Cluster:ClusterId to 'feishu-orleans'", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_AnotherClusterIdAfterACleanStop_Starts()
    {
        await UseOnceAsync();

        await using var silo = await SiloProcess.StartAsync(_directory.Path, SiloPorts.Free(), "--Cluster:ClusterId=renamed");
    }

    [Theory]
    [InlineData("--Cluster:SiloPort=", "Cluster:SiloPort")]
    [InlineData("--Cluster:GatewayPort=", "Cluster:GatewayPort")]
    [InlineData("--urls=http://127.0.0.1:", "urls")]
    public async Task Start_PortInUse_NamesTheSetting(string setting, string key)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();

        var text = await RefusedAsync(_directory.Path, $"{setting}{((IPEndPoint)other.LocalEndpoint).Port}");

        Assert.Contains(key, text, StringComparison.Ordinal);
        Assert.Contains("in use", text, StringComparison.Ordinal);
    }

    private static async Task<string> RefusedAsync(string directory, params string[] settings)
    {
        var (exitCode, text) = await SiloProcess.RunAsync(directory, settings);

        Assert.Equal(1, exitCode);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", text, StringComparison.Ordinal);
        return text;
    }

    private async Task UseOnceAsync()
    {
        await using var silo = await SiloProcess.StartAsync(_directory.Path, SiloPorts.Free());
        await silo.TerminateAsync();
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_directory.Path, "cluster.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
