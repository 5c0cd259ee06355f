using Feishu.Simulator.Control;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Feishu.Simulator;

/// <summary>A running simulator: the platform's paths and <c>/control</c> on one port.</summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SimulatorHost(WebApplication application, FakePlatform platform)
    {
        _application = application;
        Platform = platform;
        Address = new Uri(application.Urls.Single());
    }

    /// <summary>Root of all paths; what a client takes for the platform's domain.</summary>
    public Uri Address { get; }

    /// <summary>Control in process.</summary>
    public FakePlatform Platform { get; }

    /// <summary>Starts listening.</summary>
    /// <exception cref="ArgumentException">The options make no sense.</exception>
    /// <exception cref="IOException">The address cannot be bound.</exception>
    public static async Task<SimulatorHost> StartAsync(
        SimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new SimulatorOptions();
        FakePlatform platform = new(options, options.Output is { } output ? new LineReporter(output).Report : null);
        var application = Build(options, platform);
        try
        {
            await application.StartAsync(cancellationToken);
            return new SimulatorHost(application, platform);
        }
        catch
        {
            platform.Dispose();
            await application.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until the process is asked to end.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) =>
        _application.WaitForShutdownAsync(cancellationToken);

    /// <summary>Resets all connections and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        Platform.Dispose();
        foreach (var app in Platform.Apps)
            app.Reset();
        await _application.DisposeAsync();
    }

    private static WebApplication Build(SimulatorOptions options, FakePlatform platform)
    {
        // Empty: a simulator inside a test must not pick up the settings of the process around it.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, options, platform));

        builder.Services.AddSingleton<IConnectionListenerFactory>(new SeverableTransport(platform.Network));

        var application = builder.Build();
        application.UseRouting();
        application.MapControl(platform);
        application.MapPlatform(platform);
        return application;
    }

    private static void Listen(KestrelServerOptions kestrel, SimulatorOptions options, FakePlatform platform)
    {
        // A frozen peer writes nothing for as long as a test likes.
        kestrel.Limits.MinResponseDataRate = null;
        kestrel.Limits.MinRequestBodyDataRate = null;
        kestrel.AddServerHeader = false;
        kestrel.Listen(ListenAddress.Of(options.Url), listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(Wire.InsertInto(platform.Network));
            if (options.Url.Scheme == Uri.UriSchemeHttps)
                listen.UseHttps(options.Certificate ?? throw new ArgumentException("An https url needs a Certificate."));
        });
    }
}
