using System.Net.WebSockets;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using Feishu.Protocol;
using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Sockets;

/// <summary>Opens sockets with the framework's client over the process's one HTTP stack.</summary>
internal sealed class WebSocketConnector(PlatformHttp http) : ISocketConnector
{
    /// <summary>Handshake statuses with a meaning of their own (protocol notes, section 1.6).</summary>
    private const long Forbidden = 403, AuthRefused = 514;

    public async Task<StepResult<ISocket>> ConnectAsync(Uri url, CancellationToken cancellation)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        // The platform knows its own pings only; a second timer a socket would cost and tell nothing.
        socket.Options.KeepAliveInterval = TimeSpan.Zero;
        try
        {
            await socket.ConnectAsync(url, http.Invoker, cancellation).ConfigureAwait(false);
            socket.HttpResponseHeaders = null;
            return StepResult<ISocket>.Of(new WebSocketSocket(socket));
        }
        catch (WebSocketException failure)
        {
            using (socket)
                return Explain(socket, failure);
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    private static ConnectionFailure Explain(ClientWebSocket socket, WebSocketException failure)
    {
        var http = (int)socket.HttpStatusCode;
        if (http == 0)
            return new ConnectionFailure(FailureKind.HandshakeUnreachable, null, $"The socket did not open: {PlatformHttp.Explain(failure)}");
        var refusal = HandshakeRefusal.FromHeaders(http, name => Header(socket, name));
        var text = $"HTTP {http}, handshake status {refusal.Status?.ToString() ?? "-"}, autherrcode {refusal.AuthErrorCode?.ToString() ?? "-"}: {PlatformText.Clean(refusal.Message)}";
        return refusal switch
        {
            { AuthErrorCode: EndpointCode.OverLimit } => new(FailureKind.OverLimit, refusal.AuthErrorCode, text),
            { Status: Forbidden } => new(FailureKind.HandshakeForbidden, Forbidden, text),
            { Status: AuthRefused } => new(FailureKind.HandshakeAuthRefused, refusal.AuthErrorCode, text),
            _ => new(FailureKind.HandshakeRefused, refusal.Status ?? http, text),
        };
    }

    private static string? Header(ClientWebSocket socket, string name)
    {
        if (socket.HttpResponseHeaders is not { } headers)
            return null;
        foreach (var (key, values) in headers)
        {
            if (string.Equals(key, name, StringComparison.OrdinalIgnoreCase))
                return values.FirstOrDefault();
        }

        return null;
    }
}
