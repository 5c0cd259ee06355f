using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using FeishuOrleans.Grains.Interfaces.Gateway;

namespace FeishuOrleans.AdminClient.Cluster;

/// <summary>
/// Connects to every gateway at once and keeps the first that answers. One Orleans client that knows all gateways
/// may pick a silo that hangs and wait for it, just when somebody looks what is wrong with the cluster.
/// </summary>
internal sealed class GatewayRace(ClusterAddress address, TimeProvider time)
{
    private readonly ConcurrentQueue<GatewayFailure> _failures = new();

    /// <summary>Why each gateway was not reached, when none was.</summary>
    public IReadOnlyCollection<GatewayFailure> Failures => _failures;

    /// <summary>Why a gateway that was reached did not let this client in; null when none said so.</summary>
    public ClientKeyRefusedException? Refusal { get; private set; }

    /// <summary>The winner, or null when <paramref name="stop"/> was cancelled first. Cancels it to end the losers.</summary>
    public async Task<GatewayClient?> RunAsync(CancellationTokenSource stop)
    {
        var endpoints = await Task.WhenAll(address.Gateways.Select(gateway => ResolveAsync(gateway, stop.Token)));
        var running = endpoints.SelectMany(found => found).Distinct()
            .Select(endpoint => ConnectAsync(endpoint, stop.Token))
            .ToList();
        GatewayClient? winner = null;
        while (running.Count > 0)
        {
            var finished = await Task.WhenAny(running);
            running.Remove(finished);
            if (await finished is not { } client)
                continue;
            if (winner is null)
                winner = client;
            else
                await client.DisposeAsync();
            await stop.CancelAsync();
        }

        return winner;
    }

    private async Task<GatewayClient?> ConnectAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        var client = new GatewayClient(endpoint, address, time);
        if (await client.ConnectAsync(cancellationToken))
            return client;
        Refusal ??= client.Refusal;
        _failures.Enqueue(client.Failure ?? new GatewayFailure($"{endpoint}", GatewayTrouble.NoAnswer, "no answer"));
        await client.DisposeAsync();
        return null;
    }

    private async Task<IPEndPoint[]> ResolveAsync(Gateway gateway, CancellationToken cancellationToken)
    {
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(gateway.Host, cancellationToken);
            return [.. addresses.Select(found => new IPEndPoint(found, gateway.Port))];
        }
        catch (SocketException exception)
        {
            _failures.Enqueue(new GatewayFailure($"{gateway}", GatewayTrouble.UnknownHost, exception.Message));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _failures.Enqueue(new GatewayFailure($"{gateway}", GatewayTrouble.UnknownHost, "the name was not resolved in time"));
        }

        return [];
    }
}
