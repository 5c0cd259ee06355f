using System.Net;
using FeishuOrleans.Testing.Network;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace FeishuOrleans.Grains.Tests.Sinks.Webhook;

/// <summary>An https server that offers HTTP/1.1 and 2.</summary>
internal sealed class Http2Server : IAsyncDisposable
{
    private readonly WebApplication _application;

    private Http2Server(TestCertificates certificates)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1AndHttp2;
            listen.UseHttps(new HttpsConnectionAdapterOptions { ServerCertificate = certificates.ForServer() });
        }));
        _application = builder.Build();
        _application.Run(context =>
        {
            Protocol = context.Request.Protocol;
            return Task.CompletedTask;
        });
    }

    public Uri Url => new(_application.Urls.Single());

    /// <summary>What the last request spoke.</summary>
    public string? Protocol { get; private set; }

    public static async Task<Http2Server> StartAsync(TestCertificates certificates)
    {
        var server = new Http2Server(certificates);
        await server._application.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
