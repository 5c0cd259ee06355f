using FeishuOrleans.Silo.Configuration;
using Microsoft.Extensions.Logging.Console;

namespace FeishuOrleans.Silo.Hosting;

/// <summary>Logs on the console: a line each for people, JSON with <c>Logging:Console:FormatterName=json</c>. The section
/// <c>Logging</c> goes before what is set here.</summary>
internal static class ConsoleLogging
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";

    public static void AddConsoleLogging(this WebApplicationBuilder builder, SiloSettings settings)
    {
        // Unnamed, the formatter would ignore its options for others that are deprecated.
        builder.Services.Configure<ConsoleLoggerOptions>(static console => console.FormatterName = ConsoleFormatterNames.Simple);
        builder.Services.Configure<SimpleConsoleFormatterOptions>(static console =>
            (console.SingleLine, console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, true, TimeFormat));
        builder.Services.Configure<JsonConsoleFormatterOptions>(static console =>
            (console.IncludeScopes, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, TimeFormat.TrimEnd()));
        builder.Configuration.AddConfiguration(settings.Configuration);
        AddFilters(builder);
        builder.Logging.AddConfiguration(settings.Configuration.GetSection("Logging")).AddConsole();
    }

    private static void AddFilters(WebApplicationBuilder builder)
    {
        var start = new StartPhase();
        builder.Services.AddSingleton(start);
        builder.Logging
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Orleans", LogLevel.Warning)
            // Puts the path of a request, which strangers choose, before every line that is logged for it.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None)
            // Tells every request without a key.
            .AddFilter("FeishuOrleans.Silo.Api.Keys.KeyAuthentication", LogLevel.Warning)
            // Tells every placement of a grain.
            .AddFilter("Polly", LogLevel.Warning)
            // Says at every start that it was late, by as long as the machine is up.
            .AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error)
            // Hands over what the default grain directory holds, which is nothing here, and says four times a second when it cannot.
            .AddFilter("Orleans.Runtime.GrainDirectory.GrainDirectoryHandoffManager", LogLevel.Error)
            // Tells the parts of its life that every grain service tells.
            .AddFilter("FeishuOrleans.Grains.Takeover.AccountKeeper", LogLevel.Warning)
            // These three repeat why a start failed, with stacks; Program says it once, in a sentence. The first one also
            // recommends the server's garbage collector, and the workstation's is right for connections that mostly idle.
            .AddFilter("Orleans.Runtime.Silo", level => start.IsOver && level >= LogLevel.Error)
            .AddFilter("Orleans.Runtime.SiloLifecycleSubject", level => start.IsOver && level >= LogLevel.Warning)
            .AddFilter("Microsoft.Extensions.Hosting.Internal.Host", level => start.IsOver && level >= LogLevel.Warning);
    }
}
