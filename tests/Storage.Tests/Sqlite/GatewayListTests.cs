using System.Net;
using FeishuOrleans.Storage.Sqlite;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;

namespace FeishuOrleans.Storage.Tests.Sqlite;

public sealed class GatewayListTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task GetGateways_GivesActiveSilosThatHaveOne()
    {
        using var storage = await OrleansStorage.OpenAsync(_directory.Path);
        await InsertAsync(storage, port: 1, gateway: 30_001, SiloStatus.Active);
        await InsertAsync(storage, port: 2, gateway: 30_002, SiloStatus.Dead);
        await InsertAsync(storage, port: 3, gateway: 0, SiloStatus.Active);
        var provider = new AdoNetGatewayListProvider(
            NullLogger<AdoNetGatewayListProvider>.Instance,
            storage.Services,
            Options.Create(new AdoNetClusteringClientOptions { Invariant = OrleansSqlite.Invariant, DataSource = storage.Database.Membership }),
            Options.Create(new GatewayOptions()),
            Options.Create(new ClusterOptions { ClusterId = "test", ServiceId = "test" }));

        await provider.InitializeGatewayListProvider().Within(what: "the gateway list's start");
        var gateways = await provider.GetGateways().Within(what: "the gateways");

        Assert.Equal(30_001, Assert.Single(gateways).Port);
    }

    private static async Task InsertAsync(OrleansStorage storage, int port, int gateway, SiloStatus status)
    {
        var cancel = TestContext.Current.CancellationToken;
        var seen = (await storage.Membership.ReadAllAsync(cancel).Within(what: "all silos")).Version;
        var silo = new MembershipEntry
        {
            SiloAddress = SiloAddress.New(IPAddress.Loopback, port, 1),
            SiloName = $"silo-{port}",
            HostName = "host",
            Status = status,
            ProxyPort = gateway,
            StartTime = DateTime.UnixEpoch,
            IAmAliveTime = DateTime.UnixEpoch,
        };
        Assert.True(await storage.Membership.InsertRowAsync(silo, seen.Next(), cancel).Within(what: "the insertion of a silo"));
    }
}
