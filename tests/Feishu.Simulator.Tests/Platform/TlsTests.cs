using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Feishu.Protocol.Endpoints;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Platform;

public sealed class TlsTests
{
    private const string AppId = "cli_0123456789abcdef";

    [Fact]
    public async Task Start_Https_TicketsAreWssAndFaultsWork()
    {
        using var certificate = MakeCertificate();
        await using var host = await SimulatorHost.StartAsync(new()
        {
            Url = new Uri("https://127.0.0.1:0"),
            Certificate = certificate,
            Apps = [new(AppId, "s")],
        }).Within();
        using HttpMessageInvoker invoker = new(new SocketsHttpHandler { SslOptions = Trusting(certificate) });

        using HttpRequestMessage request = new(HttpMethod.Post, new Uri(host.Address, EndpointRequest.Path))
        {
            Content = new ByteArrayContent(new EndpointRequest(AppId, "s").ToJson()),
        };
        using var response = await invoker.SendAsync(request, CancellationToken.None).Within();
        var answer = EndpointResponse.Parse(await response.Content.ReadAsByteArrayAsync().Within());
        Assert.StartsWith("wss://127.0.0.1:", answer.Url, StringComparison.Ordinal);

        using ClientWebSocket socket = new();
        await socket.ConnectAsync(new Uri(answer.Url!), invoker, CancellationToken.None).Within();
        var app = host.Platform.App(AppId);
        await app.WaitForConnectionAsync();
        await socket.SendAsync(FrameCodec.Encode(ControlFrames.Ping(1)), WebSocketMessageType.Binary, true, CancellationToken.None).Within();
        Assert.Equal(WebSocketMessageType.Binary, (await socket.ReceiveAsync(new byte[1024], CancellationToken.None).Within()).MessageType);

        app.Reset();
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ReceiveAsync(new byte[1024], CancellationToken.None).Within());
    }

    [Fact]
    public async Task Start_HttpsWithoutCertificate_SaysSo() =>
        Assert.Contains("Certificate", (await Assert.ThrowsAsync<ArgumentException>(
            () => SimulatorHost.StartAsync(new() { Url = new Uri("https://127.0.0.1:0") }).Within())).Message, StringComparison.Ordinal);

    private static SslClientAuthenticationOptions Trusting(X509Certificate2 certificate) => new()
    {
        RemoteCertificateValidationCallback = (_, offered, _, _) => offered?.GetCertHashString() == certificate.GetCertHashString(),
    };

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
