using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Grains.Interfaces.Gateway;

/// <summary>
/// Stands before a port of the cluster: the silo's half of <see cref="KeyExchange"/>. Not one byte of a stranger reaches
/// Orleans, whatever it claims to be, so no call of it has to be looked at. Without a key everyone is let in, in time and in number.
/// </summary>
internal sealed partial class ConnectionGate(string? key, TimeProvider time, ILogger<ConnectionGate> logger, int maxConnections = GateLimits.MaxConnections) : IDisposable
{
    private readonly SemaphoreSlim _unknown = new(GateLimits.MaxUnknown);
    private readonly SemaphoreSlim _places = new(maxConnections);

    public async Task AdmitAsync(ConnectionContext context, ConnectionDelegate next)
    {
        if (await ExamineAsync(context) is { } refusal)
        {
            LogRefused(logger, context.RemoteEndPoint, refusal);
            return;
        }

        try
        {
            await next(context);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _unknown.Dispose();
        _places.Dispose();
    }

    /// <summary>Lets the client in, which takes a place, or says why not.</summary>
    private async Task<string?> ExamineAsync(ConnectionContext context)
    {
        if (!TryTake(_unknown))
            return "too many connections that have not said who they are";
        using var limit = new CancellationTokenSource(GateLimits.KnockLimit, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.ConnectionClosed);
        try
        {
            return await AgreeAsync(context, stop.Token);
        }
        catch (OperationCanceledException)
        {
            return limit.IsCancellationRequested ? "it did not say in time who it is" : "it has left";
        }
        catch (Exception broken) when (broken is IOException or ConnectionAbortedException or ConnectionResetException)
        {
            return "the connection broke";
        }
        finally
        {
            _unknown.Release();
        }
    }

    private async Task<string?> AgreeAsync(ConnectionContext context, CancellationToken cancellation)
    {
        if (!await BeginsHelloAsync(context, cancellation))
        {
            // A client without this half of the code, or another silo. It understands no answer.
            return key is not null ? "it showed no client key" : TryTake(_places) ? null : "there are too many connections";
        }

        if (KeyExchange.ReadHello(await KeyExchange.ReadAsync(context.Transport.Input, KeyExchange.HelloSize, cancellation)) is not { } clientNonce)
            return "its hello is none";
        var nonce = KeyExchange.NewNonce();
        if (key is not null)
            return await ExamineKeyAsync(context, key, clientNonce, nonce, cancellation);
        var answer = TryTake(_places) ? GateAnswer.Open : GateAnswer.Full;
        return await TellAsync(context, answer, KeyExchange.Answer(answer, nonce), cancellation);
    }

    private async Task<string?> ExamineKeyAsync(ConnectionContext context, string key, byte[] clientNonce, byte[] nonce, CancellationToken cancellation)
    {
        var output = context.Transport.Output;
        await output.WriteAsync(KeyExchange.Answer(GateAnswer.ShowKey, nonce), cancellation);
        var proof = await KeyExchange.ReadAsync(context.Transport.Input, KeyExchange.ProofSize, cancellation);
        // Fewer bytes come from a client that has no key and leaves.
        var hasKey = CryptographicOperations.FixedTimeEquals(proof, KeyExchange.ProofOfClient(key, clientNonce, nonce));
        var answer = !hasKey ? GateAnswer.Refused : TryTake(_places) ? GateAnswer.Welcome : GateAnswer.Full;
        var gatewayProof = hasKey ? KeyExchange.ProofOfGateway(key, clientNonce, nonce) : new byte[KeyExchange.ProofSize];
        return await TellAsync(context, answer, [(byte)answer, .. gatewayProof], cancellation);
    }

    /// <summary>Tells the client where it stands. A place was taken if it is in, and is given back if it never hears of it.</summary>
    private async Task<string?> TellAsync(ConnectionContext context, GateAnswer answer, byte[] bytes, CancellationToken cancellation)
    {
        var isIn = answer is GateAnswer.Open or GateAnswer.Welcome;
        try
        {
            await context.Transport.Output.WriteAsync(bytes, cancellation);
        }
        catch when (isIn)
        {
            _places.Release();
            throw;
        }

        if (isIn)
            return null;
        await SeeOutAsync(context.Transport.Input, cancellation);
        return answer is GateAnswer.Full ? "there are too many connections" : "it has another client key, or none";
    }

    /// <summary>The refused client closes first: Orleans would tell it of a close from here before it has read why.</summary>
    private static async Task SeeOutAsync(PipeReader input, CancellationToken cancellation)
    {
        try
        {
            while (await input.ReadAsync(cancellation) is { IsCompleted: false } read)
                input.AdvanceTo(read.Buffer.End);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or ConnectionAbortedException or ConnectionResetException)
        {
            // Left in another way, or too slow: it is refused all the same.
        }
    }

    // What was only looked at is there again for whoever reads next.
    private static async Task<bool> BeginsHelloAsync(ConnectionContext context, CancellationToken cancellation)
    {
        var input = context.Transport.Input;
        var read = await input.ReadAtLeastAsync(KeyExchange.ShortestBeginning, cancellation);
        var begins = KeyExchange.BeginsHello(read.Buffer.Slice(0, Math.Min(KeyExchange.ShortestBeginning, read.Buffer.Length)).ToArray());
        input.AdvanceTo(read.Buffer.Start);
        return begins;
    }

    private static bool TryTake(SemaphoreSlim places) => places.Wait(TimeSpan.Zero);

    // Not louder: whoever reaches the port could fill the log.
    [LoggerMessage(Level = LogLevel.Debug, Message = "A connection from {Address} was refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, EndPoint? address, string reason);
}
