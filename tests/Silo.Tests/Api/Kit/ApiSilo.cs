using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.Health;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Silo.Telemetry;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FeishuOrleans.Silo.Tests.Api.Kit;

/// <summary>A silo in this process with everything that answers HTTP, real sockets and real storage.</summary>
internal sealed class ApiSilo : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory;
    private readonly WebApplication _app;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private ApiSilo(TemporaryDirectory directory, WebApplication app)
    {
        _directory = directory;
        _app = app;
    }

    public required LogProbe Logs { get; init; }

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Where its storage is.</summary>
    public string DataDirectory => _directory.Path;

    /// <summary>Every route that is mapped.</summary>
    public IEnumerable<RouteEndpoint> Endpoints => _app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>();

    /// <summary>Every route of the API with something for each of its parameters, and whether it reads a body.</summary>
    public IEnumerable<(string Method, string Path, bool TakesBody)> Routes() =>
        from endpoint in Endpoints
        let pattern = endpoint.RoutePattern.RawText!
        where pattern.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select (method, pattern
            .Replace("{id}", "a", StringComparison.Ordinal)
            .Replace("{sequence}", "1", StringComparison.Ordinal)
            .Replace("{messageId}", "om_1", StringComparison.Ordinal),
            endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null);

    /// <summary>The service itself, for what has no route.</summary>
    public IServiceProvider Services => _app.Services;

    /// <param name="configuration">JSON of <c>--config</c>, with <c>Api:Keys</c> for example.</param>
    public static async Task<ApiSilo> StartAsync(string configuration = "{}")
    {
        var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(directory.Beside("silo.json"), configuration);
        var ports = SiloPorts.Free();
        var command = CommandLine.Parse(
        [
            $"--config={directory.Beside("silo.json")}",
            $"--Storage:DataDirectory={directory.Path}",
            $"--Cluster:SiloPort={ports.Silo}",
            $"--Cluster:GatewayPort={ports.Gateway}",
            "--urls=http://127.0.0.1:0",
        ]);
        var silo = new ApiSilo(directory, Build(command, out var logs)) { Logs = logs };
        await silo._app.StartAsync().Within(what: "the silo to start");
        return silo;
    }

    /// <summary>Writes the configuration file anew.</summary>
    public Task ConfigureAsync(string configuration) => File.WriteAllTextAsync(_directory.Beside("silo.json"), configuration);

    /// <summary>Sends a request and reads the answer whole, unless it is a stream.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="key">Key to show, if any.</param>
    /// <param name="body">JSON to send, if any.</param>
    /// <param name="change">Changes the request before it is sent.</param>
    public async Task<ApiAnswer> SendAsync(string method, string path, string? key = null, string? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Address, path));
        if (key is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (body is not null || method != "GET")
            request.Content = new StringContent(body ?? string.Empty, Encoding.UTF8, "application/json");
        change?.Invoke(request);
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within(what: $"{method} {path}");
        return await ApiAnswer.ReadAsync(response);
    }

    /// <summary>Stops it; safe to repeat.</summary>
    public Task StopAsync() => _app.StopAsync().Within(what: "the silo to stop");

    /// <summary>What is configured for a key.</summary>
    public static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await StopAsync();
        await _app.DisposeAsync();
        _directory.Dispose();
        Logs.Verify();
    }

    // As Program does.
    private static WebApplication Build(CommandLine command, out LogProbe logs)
    {
        logs = new LogProbe();
        var settings = SiloSettings.Load(command);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        builder.AddHttp(settings);
        builder.AddSilo(settings);
        builder.AddHealth();
        builder.AddTelemetry(settings);
        builder.AddApi(command, settings.ApiKeys);
        var app = builder.Build();
        app.MapHealth();
        app.MapApi();
        app.MapTelemetry();
        return app;
    }
}
