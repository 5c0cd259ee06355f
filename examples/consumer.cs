#:sdk Microsoft.NET.Sdk.Web
#:property PublishAot=false
// The operator's code, as small as it can be: takes the events of a webhook and prints a line for each.
// Run it with: dotnet run examples/consumer.cs -- --urls http://127.0.0.1:7001
using System.Text.Json;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.ClearProviders();
var app = builder.Build();
app.MapPost("/", async (HttpRequest request) =>
{
    var body = await JsonDocument.ParseAsync(request.Body);
    if (body.RootElement.TryGetProperty("challenge", out var challenge))
        return Results.Json(new { challenge });
    var header = body.RootElement.GetProperty("header");
    Console.WriteLine($"{request.Headers["X-FeishuOrleans-Account"]} #{request.Headers["X-FeishuOrleans-Sequence"]} {header.GetProperty("event_type")}");
    return Results.Ok();
});
app.Run();
