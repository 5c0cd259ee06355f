using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace FeishuOrleans.Testing.Telemetry;

/// <summary>Takes what is sent by OTLP over HTTP, and keeps it as it came.</summary>
public sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _application;

    private OtlpCollector()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _application = builder.Build();
        _application.Run(NoteAsync);
    }

    /// <summary>What <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is to be.</summary>
    public string Endpoint => _application.Urls.Single();

    /// <summary>The requests: path and protobuf.</summary>
    public Signal<(string Path, byte[] Body)> Requests { get; } = new();

    /// <summary>Variables for a program that is to send here, soon and often.</summary>
    public IReadOnlyDictionary<string, string?> Environment => new Dictionary<string, string?>
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = Endpoint,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "200",
    };

    public static async Task<OtlpCollector> StartAsync()
    {
        var collector = new OtlpCollector();
        await collector._application.StartAsync().Within(what: "the collector to start");
        return collector;
    }

    /// <summary>Waits until a request to a path holds all of these texts or bytes: protobuf has both as they are.</summary>
    public Task ReceivedAsync(string path, params IReadOnlyList<byte[]> parts) =>
        Requests.FirstAsync(request => request.Path == path && parts.All(part => request.Body.AsSpan().IndexOf(part) >= 0)).Within(what: $"what is sent to {path}");

    /// <summary>As it is found in protobuf.</summary>
    public static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);

    public ValueTask DisposeAsync() => _application.DisposeAsync();

    private async Task NoteAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Requests.Add((context.Request.Path, body.ToArray()));
    }
}
