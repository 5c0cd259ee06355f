using System.Net;
using System.Security.Cryptography.X509Certificates;
using Feishu.Client.OpenApi;
using Feishu.Client.Supervision;
using Feishu.Simulator;
using FeishuOrleans.Testing.Network;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Simulated;

/// <summary>TLS with a private authority, and proxies: one handler serves REST and socket.</summary>
public sealed class NetworkTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Fact]
    public async Task Tls_PrivateAuthorityTrusted_ConnectsByWss()
    {
        using var server = _certificates.ForServer();
        await using var account = await CreateAsync(server, _certificates.CreateHandler);

        await account.ConnectAsync();

        Assert.Equal(Uri.UriSchemeHttps, account.Simulator.Address.Scheme);
    }

    [Fact]
    public async Task Tls_UnknownAuthority_IsRefusedAndTriedAgain()
    {
        using var server = _certificates.ForServer();
        await using var account = await CreateAsync(server, static () => new SocketsHttpHandler());
        account.Connection.Start();

        var backoff = await account.Probe.ReachedAsync<Backoff>();

        Assert.Equal(FailureKind.DiscoveryUnreachable, backoff.Cause.Kind);
        Assert.Contains("certificate", backoff.Cause.Detail, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Tls_WrongHostName_IsRefused()
    {
        using var server = _certificates.ForServer("platform.test");
        await using var account = await CreateAsync(server, _certificates.CreateHandler);
        account.Connection.Start();

        var backoff = await account.Probe.ReachedAsync<Backoff>();

        Assert.Equal(FailureKind.DiscoveryUnreachable, backoff.Cause.Kind);
    }

    [Fact]
    public async Task Proxy_Connect_CarriesDiscoverySocketAndOpenApi()
    {
        await using var proxy = new ConnectProxy();
        using var server = _certificates.ForServer();
        await using var account = await CreateAsync(server, () =>
        {
            var handler = _certificates.CreateHandler();
            handler.Proxy = new WebProxy(proxy.Address);
            return handler;
        });

        await account.ConnectAsync();
        await account.Services.GetRequiredService<IBotInfoApi>().GetAsync(account.Connection.Account, TestContext.Current.CancellationToken).Within();

        var tunnels = proxy.Tunnels.Items;
        Assert.True(tunnels.Count >= 2, "discovery and socket each need a tunnel");
        Assert.All(tunnels, target => Assert.Equal(account.Simulator.Address.Authority, target));
    }

    private static Task<SimulatedAccount> CreateAsync(X509Certificate2 certificate, Func<SocketsHttpHandler> createHandler) =>
        SimulatedAccount.CreateAsync(
            simulator: new SimulatorOptions { Url = new Uri("https://127.0.0.1:0"), Certificate = certificate },
            createHandler: createHandler);
}
