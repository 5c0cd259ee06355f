using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using Feishu.Protocol;
using Feishu.Protocol.Endpoints;

namespace Feishu.Client.Sockets;

/// <summary>
/// Opens sockets: the framework's HTTP stack does proxy, TLS and the upgrade (RFC 6455, section 4.1), the framework's
/// WebSocket does the framing, and nothing of the HTTP stack stays behind.
/// </summary>
internal sealed class WebSocketConnector(PlatformHttp http) : ISocketConnector
{
    /// <summary>Handshake statuses with a meaning of their own (protocol notes, section 1.6).</summary>
    private const long Forbidden = 403, AuthRefused = 514;

    private const string AcceptHeader = "Sec-WebSocket-Accept";

    public async Task<StepResult<ISocket>> ConnectAsync(Uri url, CancellationToken cancellation)
    {
        using var upgrade = http.CreateUpgrade();
        var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(16));
        using var request = CreateRequest(url, key);
        try
        {
            using var response = await upgrade.SendAsync(request, cancellation).ConfigureAwait(false);
            if (response.StatusCode != HttpStatusCode.SwitchingProtocols)
                return Explain(response);
            if (!Accepts(response, key))
                return new ConnectionFailure(FailureKind.HandshakeRefused, null, "The upgrade was answered without the proof that RFC 6455 demands; is there something else than the platform?");
            return StepResult<ISocket>.Of(Open(upgrade.Detach()));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return new ConnectionFailure(FailureKind.HandshakeUnreachable, null, $"The socket did not open: {PlatformHttp.Explain(broken)}");
        }
    }

    private static WebSocketSocket Open(Stream stream) => new(WebSocket.CreateFromStream(stream, new WebSocketCreationOptions
    {
        // The platform knows its own pings only; a second timer a socket would cost and tell nothing.
        KeepAliveInterval = TimeSpan.Zero,
    }));

    private static HttpRequestMessage CreateRequest(Uri url, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Connection.Add("Upgrade");
        request.Headers.Upgrade.ParseAdd("websocket");
        request.Headers.Add("Sec-WebSocket-Version", "13");
        request.Headers.Add("Sec-WebSocket-Key", key);
        return request;
    }

    private static bool Accepts(HttpResponseMessage response, string key) => Header(response, AcceptHeader) == Proof(key);

#pragma warning disable CA5350 // RFC 6455, section 4.2.2 prescribes SHA-1; it proves that the peer read the request, nothing more.
    private static string Proof(string key) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
#pragma warning restore CA5350

    private static ConnectionFailure Explain(HttpResponseMessage response)
    {
        var http = (int)response.StatusCode;
        var refusal = HandshakeRefusal.FromHeaders(http, name => Header(response, name));
        var text = $"HTTP {http}, handshake status {refusal.Status?.ToString() ?? "-"}, autherrcode {refusal.AuthErrorCode?.ToString() ?? "-"}: {PlatformText.Clean(refusal.Message)}";
        return refusal switch
        {
            { AuthErrorCode: EndpointCode.OverLimit } => new(FailureKind.OverLimit, refusal.AuthErrorCode, text),
            { Status: Forbidden } => new(FailureKind.HandshakeForbidden, Forbidden, text),
            { Status: AuthRefused } => new(FailureKind.HandshakeAuthRefused, refusal.AuthErrorCode, text),
            _ => new(FailureKind.HandshakeRefused, refusal.Status ?? http, text),
        };
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
