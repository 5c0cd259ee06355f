using System.Net;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;

namespace FeishuOrleans.Storage.Tests.Providers;

/// <summary>How clients find silos.</summary>
public abstract class GatewayListContract(Func<Task<IStoragePlace>> make) : ProviderContract(make)
{
    [Fact]
    public async Task GetGateways_GivesActiveSilosThatHaveOne()
    {
        await InsertAsync(port: 1, gateway: 30_001, SiloStatus.Active);
        await InsertAsync(port: 2, gateway: 30_002, SiloStatus.Dead);
        await InsertAsync(port: 3, gateway: 0, SiloStatus.Active);
        var provider = new AdoNetGatewayListProvider(
            NullLogger<AdoNetGatewayListProvider>.Instance,
            Storage.Services,
            Options.Create(new AdoNetClusteringClientOptions { Invariant = Storage.Database.Invariant, DataSource = Storage.Database.Membership }),
            Options.Create(new GatewayOptions()),
            Options.Create(new ClusterOptions { ClusterId = "test", ServiceId = "test" }));

        await provider.InitializeGatewayListProvider().Within(what: "the gateway list's start");
        var gateways = await provider.GetGateways().Within(what: "the gateways");

        Assert.Equal(30_001, Assert.Single(gateways).Port);
    }

    private async Task InsertAsync(int port, int gateway, SiloStatus status)
    {
        var seen = (await Storage.Membership.ReadAllAsync(Cancel).Within(what: "all silos")).Version;
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
        Assert.True(await Storage.Membership.InsertRowAsync(silo, seen.Next(), Cancel).Within(what: "the insertion of a silo"));
    }
}
