using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Storage;

namespace FeishuOrleans.Silo.Startup;

/// <summary>What the silo says of itself when it starts.</summary>
internal static partial class Banner
{
    public static void Announce(this WebApplication app, SiloSettings settings)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("FeishuOrleans.Silo");
        LogCluster(logger, CommandLineAnswer.Version, settings.Cluster.ClusterId, settings.Cluster.AdvertisedAddress, settings.Cluster.SiloPort, settings.Cluster.GatewayPort);
        var place = PlaceOf(settings.Storage);
        LogStorage(logger, settings.Storage.Provider, place, settings.Declarations.Accounts.Count);
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<StartPhase>().End);
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            var urls = string.Join(", ", app.Urls);
            LogReady(logger, urls);
        });
        app.Lifetime.ApplicationStopping.Register(() => LogStopping(logger));
        app.Lifetime.ApplicationStopped.Register(() => LogStopped(logger));
    }

    private static string PlaceOf(StorageOptions storage) =>
        storage.Provider == StorageProvider.Sqlite ? Path.GetFullPath(storage.DataDirectory) : "the configured place";

    [LoggerMessage(Level = LogLevel.Information, Message = "FeishuOrleans {Version}, cluster {ClusterId}: silo {Address}:{SiloPort}, gateway {Address}:{GatewayPort}")]
    private static partial void LogCluster(ILogger logger, string version, string clusterId, string address, int siloPort, int gatewayPort);

    [LoggerMessage(Level = LogLevel.Information, Message = "Storage {Provider} in {Place}; {Declared} declared accounts")]
    private static partial void LogStorage(ILogger logger, string provider, string place, int declared);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo ready; HTTP on {Urls}. Stop it with Ctrl-C.")]
    private static partial void LogReady(ILogger logger, string urls);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo stopping")]
    private static partial void LogStopping(ILogger logger);

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo stopped")]
    private static partial void LogStopped(ILogger logger);
}
