using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;

namespace FeishuOrleans.Grains.Interfaces.Gateway;

/// <summary>The client's half of <see cref="KeyExchange"/>.</summary>
internal sealed class GatewayKnock(string? key, TimeProvider time)
{
    private const string Differs = "The cluster's client key (Cluster:ClientKey) differs from the one given here.";

    /// <exception cref="ClientKeyRefusedException">One of the two has not the key of the other.</exception>
    /// <exception cref="TimeoutException">The gateway says nothing.</exception>
    public async Task EnterAsync(ConnectionContext context, ConnectionDelegate next)
    {
        using (var limit = new CancellationTokenSource(KeyExchange.Limit, time))
        using (var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.ConnectionClosed))
        {
            try
            {
                await AgreeAsync(context, stop.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                throw new TimeoutException("The gateway did not answer in time: is it one of FeishuOrleans?");
            }
        }

        await next(context);
    }

    private async Task AgreeAsync(ConnectionContext context, CancellationToken cancellation)
    {
        var nonce = KeyExchange.NewNonce();
        await context.Transport.Output.WriteAsync(KeyExchange.Hello(nonce), cancellation);
        var answer = await KeyExchange.ReadAsync(context.Transport.Input, KeyExchange.AnswerSize, cancellation);
        if (KeyExchange.ReadAnswer(answer) is not { } gateway)
            throw new ClientKeyRefusedException("The gateway does not speak as this version of FeishuOrleans does: check its address and version.");
        switch (gateway.Answer)
        {
            case GateAnswer.Open when key is null:
                return;
            case GateAnswer.Open:
                throw new ClientKeyRefusedException("The gateway demands no client key, so it may be another one than is meant: check its address, or give no key.");
            case GateAnswer.ShowKey when key is not null:
                await ProveAsync(context, key, nonce, gateway.Nonce, cancellation);
                return;
            case GateAnswer.Full:
                throw new ClientKeyRefusedException("The gateway has as many clients as it takes. Try again later, or another silo.");
            default:
                throw new ClientKeyRefusedException("The cluster demands a client key (Cluster:ClientKey), and none is given here.");
        }
    }

    private static async Task ProveAsync(ConnectionContext context, string key, byte[] nonce, byte[] gatewayNonce, CancellationToken cancellation)
    {
        await context.Transport.Output.WriteAsync(KeyExchange.ProofOfClient(key, nonce, gatewayNonce), cancellation);
        var verdict = await KeyExchange.ReadAsync(context.Transport.Input, KeyExchange.VerdictSize, cancellation);
        if (verdict is not [(byte)GateAnswer.Welcome, .. var proof]
            || !CryptographicOperations.FixedTimeEquals(proof, KeyExchange.ProofOfGateway(key, nonce, gatewayNonce)))
            throw new ClientKeyRefusedException(verdict is [(byte)GateAnswer.Full, ..] ? "The gateway has as many clients as it takes. Try again later, or another silo." : Differs);
    }
}
