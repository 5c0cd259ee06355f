using FeishuOrleans.Grains.Interfaces.Cluster;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace FeishuOrleans.Silo.Tests.EndToEnd;

/// <summary>A silo with a client key, and clients from outside.</summary>
[Collection(ProcessTests.Name)]
public sealed class ClientKeyTests : IAsyncLifetime
{
    private const string Key = "the key of this cluster";

    private readonly TemporaryDirectory _directory = new();
    private readonly SiloPorts _ports = SiloPorts.Free();
    private SiloProcess _silo = null!;

    public async ValueTask InitializeAsync() =>
        _silo = await SiloProcess.StartAsync(_directory.Path, _ports, $"--Cluster:ClientKey={Key}");

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another key")]
    [InlineData("")]
    public async Task Call_WithoutTheKey_IsRefused(string? shown)
    {
        using var client = await ConnectAsync(shown);
        var grains = client.Services.GetRequiredService<IClusterClient>();

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grains.GetGrain<IClusterGrain>(0).GetOverviewAsync()).Within(what: "the refusal");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => grains.GetGrain<IManagementGrain>(0).GetHosts()).Within(what: "the refusal");
    }

    [Fact]
    public async Task Call_WithTheKey_IsAnswered()
    {
        using var client = await ConnectAsync(Key);

        var overview = await client.Services.GetRequiredService<IClusterClient>().GetGrain<IClusterGrain>(0).GetOverviewAsync().Within(what: "the overview");

        // The grain asked the silo in turn: calls inside the cluster need no key of their own.
        Assert.Equal("active", Assert.Single(overview.Silos).Status);
        Assert.NotNull(overview.Silos[0].Accounts);
    }

    [Fact]
    public async Task Feishuctl_WithoutTheKey_SaysWhatToDo()
    {
        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, "accounts list");

        Assert.Equal(1, exitCode);
        Assert.Contains("--client-key-file", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feishuctl_WithTheKey_IsLetIn()
    {
        var file = _directory.Beside("client-key");
        await File.WriteAllTextAsync(file, Key, TestContext.Current.CancellationToken);

        var (exitCode, text) = await Feishuctl.RunAsync(_ports.Gateway, $"accounts list --output json --client-key-file {file}");

        Assert.Equal((0, "[]"), (exitCode, text));
    }

    private async Task<IHost> ConnectAsync(string? key)
    {
        var host = new HostBuilder()
            .UseOrleansClient(client =>
            {
                client.UseLocalhostClustering(_ports.Gateway);
                client.Configure<ClusterOptions>(cluster => cluster.ClusterId = cluster.ServiceId = "feishu-orleans");
                client.AddOutgoingGrainCallFilter(call =>
                {
                    if (key is not null)
                        RequestContext.Set(ClientKey.RequestContextName, key);
                    return call.Invoke();
                });
            })
            .Build();
        await host.StartAsync(TestContext.Current.CancellationToken).Within(what: "a client that is connected");
        return host;
    }
}
