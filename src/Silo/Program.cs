using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Silo.Health;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Silo.Startup;
using FeishuOrleans.Silo.Telemetry;

var command = CommandLine.Parse(args);
if (command.Request is { } request)
{
    Console.WriteLine(CommandLineAnswer.To(request));
    return 0;
}

try
{
    var settings = SiloSettings.Load(command);
    PortCheck.Run(settings.Cluster);

    var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
    builder.AddConsoleLogging(settings);
    builder.AddHttp(settings);
    builder.AddSilo(settings);
    builder.AddHealth();
    builder.AddTelemetry(settings);
    builder.AddApi(command, settings.ApiKeys);
    builder.AddDeclaredAccounts(settings.Declarations);

    await using var app = builder.Build();
    app.MapHealth();
    app.MapApi();
    app.MapTelemetry();
    app.Announce(settings);
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (failure is not OutOfMemoryException)
{
    await Console.Error.WriteLineAsync(StartFailure.Explain(failure));
    return 1;
}
