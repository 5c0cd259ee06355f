using System.Net;
using System.Net.Sockets;
using FeishuOrleans.Grains.Interfaces.Gateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>An Orleans client that knows one gateway.</summary>
internal sealed class GatewayClient : IAsyncDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest wait for one answer of the cluster.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(10);

    private readonly IPEndPoint _gateway;
    private readonly TimeProvider _time;
    private readonly IHost _host;
    private readonly CancellationTokenSource _lost = new();

    public GatewayClient(IPEndPoint gateway, ClusterAddress address, TimeProvider time)
    {
        _gateway = gateway;
        _time = time;
        // Empty: neither a settings file in the working directory nor the environment may steer the client.
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.UseOrleansClient(client => Configure(client, address));
        _host = builder.Build();
    }

    public IGrainFactory Grains => _host.Services.GetRequiredService<IClusterClient>();

    /// <summary>Fires when the connection is lost: what was asked by then would be waited for until <see cref="ResponseTimeout"/>.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Why the last attempt to connect failed; null when the gateway never answered at all.</summary>
    public GatewayFailure? Failure { get; private set; }

    /// <summary>Why the gateway does not let this client in, whatever the number of tries; null while it is not known to.</summary>
    public ClientKeyRefusedException? Refusal { get; private set; }

    /// <summary>Tries until it is connected (true), or refused or cancelled (false).</summary>
    public async Task<bool> ConnectAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _host.StartAsync(cancellationToken);
            return true;
        }
        catch (Exception refused) when (refused.GetBaseException() is ClientKeyRefusedException)
        {
            Refusal = (ClientKeyRefusedException)refused.GetBaseException();
            Failure = new GatewayFailure($"{_gateway}", GatewayTrouble.KeyRefused, Refusal.Message);
            return false;
        }
        catch (Exception stopped) when (cancellationToken.IsCancellationRequested && stopped is OperationCanceledException or OrleansLifecycleCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _lost.Dispose();
    }

    private void Configure(IClientBuilder client, ClusterAddress address)
    {
        client.UseStaticClustering(_gateway);
        client.Configure<ClusterOptions>(options =>
        {
            options.ClusterId = address.ClusterId;
            options.ServiceId = address.ServiceId;
        });
        client.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = ResponseTimeout);
        client.UseConnectionRetryFilter(KeepTryingAsync);
        client.AddClusterConnectionLostHandler((_, _) => _lost.Cancel());
        client.UseClientKey(address.ClientKey);
    }

    private async Task<bool> KeepTryingAsync(Exception exception, CancellationToken cancellationToken)
    {
        if (exception.GetBaseException() is ClientKeyRefusedException)
            return false;
        Failure = Explain(exception) ?? Failure;
        await Task.Delay(RetryDelay, _time, cancellationToken);
        return true;
    }

    /// <summary>The cause, or null when the exception only says that the last attempt was too recent.</summary>
    private GatewayFailure? Explain(Exception exception) => exception.GetBaseException() switch
    {
        InvalidOperationException => Failed(GatewayTrouble.OtherCluster, "the gateway ended the handshake, as it does when the cluster id is another one"),
        var cause when cause.GetType() == exception.GetType() => null,
        // Orleans' exception has the socket's error in its text alone.
        var cause when cause.Message.Contains(nameof(SocketError.ConnectionRefused), StringComparison.Ordinal) => Failed(GatewayTrouble.NobodyListens, cause.Message),
        var cause => Failed(GatewayTrouble.NoAnswer, cause.Message),
    };

    private GatewayFailure Failed(GatewayTrouble trouble, string reason) => new($"{_gateway}", trouble, reason);
}
