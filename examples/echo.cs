#:sdk Microsoft.NET.Sdk.Web
#:package Microsoft.Orleans.Client
#:project ../src/Grains.Interfaces
#:property PublishAot=false
// An echo bot with the grain client: takes the events of a webhook, replies through the cluster. It knows no app secret.
// Run it with: dotnet run examples/echo.cs -- --urls http://127.0.0.1:9000 --gateway 127.0.0.1:30000
using System.Net;
using System.Text.Json;
using FeishuOrleans.Grains.Interfaces.Messages;
using Orleans.Configuration;

var builder = WebApplication.CreateSlimBuilder(args);
builder.UseOrleansClient(client => client
    .UseStaticClustering(IPEndPoint.Parse(builder.Configuration["gateway"] ?? "127.0.0.1:30000"))
    .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "feishu-orleans"));
var app = builder.Build();
app.MapPost("/", async (HttpRequest request, IGrainFactory grains) =>
{
    var body = (await JsonDocument.ParseAsync(request.Body)).RootElement;
    if (body.TryGetProperty("challenge", out var challenge))
        return Results.Json(new { challenge });
    if (body.GetProperty("header").GetProperty("event_type").GetString() != "im.message.receive_v1")
        return Results.Ok();
    var message = body.GetProperty("event").GetProperty("message");
    if (message.GetProperty("message_type").GetString() != "text")
        return Results.Ok();
    var account = grains.GetGrain<IAccountMessages>(request.Headers["X-FeishuOrleans-Account"].ToString());
    var id = message.GetProperty("message_id").GetString()!;
    var reply = await account.SendAsync(new SendRequest(MessageTargetKind.Reply, id, "text", message.GetProperty("content").GetString()!)
    {
        ChatId = message.GetProperty("chat_id").GetString(),
        IdempotencyKey = id, // An event may come twice; its answer does not.
    });
    if (reply.Sent is null)
        Console.WriteLine(reply.Failure?.Advice ?? reply.Refusal!.Message);
    // What is wrong with this one message will be wrong again; the rest may be better later, and the event comes again.
    return reply is { Sent: not null } or { Failure: { Failure: not (MessageFailure.TooMany or MessageFailure.RateLimited or MessageFailure.NoAnswer) } }
        ? Results.Ok()
        : Results.StatusCode(503);
});
app.Run();
