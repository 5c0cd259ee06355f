using System.Net;
using System.Net.Sockets;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Grains.Interfaces.Gateway;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>A silo with a client key, and clients from outside.</summary>
[Collection(ProcessTests.Name)]
public sealed class ClientKeyTests(ClientKeyTests.KeyedSilo silo) : IClassFixture<ClientKeyTests.KeyedSilo>
{
    private const string Key = "the key of this cluster";

    /// <summary>Refused while it connects, no call is ever made: it does not matter what of.</summary>
    [Theory]
    [InlineData(null, "demands a client key")]
    [InlineData("another key", "differs")]
    [InlineData("", "differs")]
    public async Task Connect_WithoutTheKey_IsRefusedAndSaysWhy(string? shown, string reason)
    {
        using var client = Client(options => options.UseClientKey(shown));

        var failure = await Assert.ThrowsAnyAsync<Exception>(() => client.StartAsync(TestContext.Current.CancellationToken)).Within(what: "the refusal");

        Assert.Contains(reason, Assert.IsType<ClientKeyRefusedException>(failure.GetBaseException()).Message, StringComparison.Ordinal);
    }

    /// <summary>What the old check, call by call, could be talked out of: a client of Orleans as anybody has it.</summary>
    [Fact]
    public async Task Connect_PlainOrleansClient_NeverGetsToACall()
    {
        using var client = Client(static _ => { });

        await Assert.ThrowsAnyAsync<Exception>(() => client.StartAsync(TestContext.Current.CancellationToken)).Within(what: "the refusal");
    }

    /// <summary>Account grains, Orleans' own management, and a target of the silo itself.</summary>
    [Fact]
    public async Task Call_WithTheKey_IsAnsweredWhateverTheTarget()
    {
        using var client = Client(static options => options.UseClientKey(Key));
        await client.StartAsync(TestContext.Current.CancellationToken).Within(what: "a client that is connected");
        var grains = client.Services.GetRequiredService<IClusterClient>();

        var account = await grains.GetGrain<IAccountGrain>("nobody").GetStatusAsync().Within(what: "the account");
        var overview = await grains.GetGrain<IClusterGrain>(0).GetOverviewAsync().Within(what: "the overview");
        var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts().Within(what: "the hosts");

        Assert.Equal(RefusalKind.UnknownAccount, account.Refusal?.Kind);
        Assert.Equal("active", Assert.Single(overview.Silos).Status);
        Assert.NotNull(overview.Silos[0].Accounts);
        Assert.Single(hosts);
    }

    /// <summary>The bytes of a patched client: a good beginning of Orleans' own protocol that claims whatever it likes.</summary>
    [Fact]
    public async Task Bytes_OfAPatchedClient_AreClosedWithoutAnAnswer()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, silo.Ports.Gateway, TestContext.Current.CancellationToken);
        var stream = socket.GetStream();

        await stream.WriteAsync(new byte[] { 64, 0, 0, 0, 1, 2, 3, 4 }, TestContext.Current.CancellationToken);

        Assert.Equal(0, await ReadToEndAsync(stream).Within(what: "the end of the connection"));
    }

    [Fact]
    public async Task Feishuctl_WithoutTheKey_SaysAtOnceWhatToDo()
    {
        var (exitCode, text) = await Feishuctl.RunAsync(silo.Ports.Gateway, "accounts list");

        Assert.Equal(1, exitCode);
        Assert.Contains("demands a client key", text, StringComparison.Ordinal);
        Assert.Contains("--client-key-file", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feishuctl_WithTheKey_IsLetIn()
    {
        var (exitCode, text) = await Feishuctl.RunAsync(silo.Ports.Gateway, $"accounts list --output json --client-key-file {silo.KeyFile}");

        Assert.Equal((0, "[]"), (exitCode, text));
    }

    private static async Task<int> ReadToEndAsync(NetworkStream stream)
    {
        var buffer = new byte[256];
        var total = 0;
        try
        {
            while (await stream.ReadAsync(buffer) is > 0 and var read)
                total += read;
        }
        catch (IOException)
        {
            // Closed hard, which is as good.
        }

        return total;
    }

    private IHost Client(Action<IClientBuilder> configure) => new HostBuilder()
        .UseOrleansClient(client =>
        {
            client.UseLocalhostClustering(silo.Ports.Gateway);
            client.Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = "feishu-orleans");
            client.UseConnectionRetryFilter(static (_, _) => Task.FromResult(false));
            configure(client);
        })
        .Build();

    /// <summary>One silo for all of them.</summary>
    public sealed class KeyedSilo : IAsyncLifetime
    {
        private readonly TemporaryDirectory _directory = new();
        private SiloProcess _silo = null!;

        public SiloPorts Ports { get; } = SiloPorts.Free();

        public string KeyFile => _directory.Beside("client-key");

        public async ValueTask InitializeAsync()
        {
            await File.WriteAllTextAsync(KeyFile, Key);
            _silo = await SiloProcess.StartAsync(_directory.Path, Ports, $"--Cluster:ClientKey={Key}");
        }

        public async ValueTask DisposeAsync()
        {
            await _silo.DisposeAsync();
            _directory.Dispose();
        }
    }
}
