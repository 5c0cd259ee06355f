#:package Microsoft.Orleans.Client
#:package Microsoft.Extensions.Hosting
#:project ../src/Grains.Interfaces
#:property PublishAot=false
#:property NoWarn=RS0030
// An echo bot with the grain client: reads an account's events from the cluster, replies through it. It knows no app secret and needs no port.
// (NoWarn: this repository bans the real clock, for its tests; an example may have it.)
// Run it with: dotnet run examples/echo.cs -- mybot 127.0.0.1:30000
using System.Net;
using System.Text.Json;
using FeishuOrleans.Grains.Interfaces.Events;
using FeishuOrleans.Grains.Interfaces.Gateway;
using FeishuOrleans.Grains.Interfaces.Messages;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

var builder = Host.CreateEmptyApplicationBuilder(null);
builder.UseOrleansClient(client => client
    .UseStaticClustering(IPEndPoint.Parse(args[1]))
    .UseClientKey(Environment.GetEnvironmentVariable("FEISHU_CLIENT_KEY"))
    .UseConnectionRetryFilter(async (_, end) => { await Task.Delay(1000, end); return true; })
    .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "feishu-orleans"));
using var host = builder.Build();
await host.StartAsync();
var grains = host.Services.GetRequiredService<IGrainFactory>();

var query = new EventQuery { From = $"{DateTime.UtcNow:yyyy-MM-dd'T'HH:mm:ss'Z'}", Types = ["im.message.receive_v1"] };
while (true)
{
    try
    {
        await foreach (var batch in grains.GetGrain<IAccountEvents>(args[0]).ReadAsync(query).WithBatchSize(1))
        {
            if (batch.Refusal is { } refusal)
                throw new InvalidOperationException(refusal.Message);
            foreach (var message in batch.Events.Where(message => message.Self != true))
                await EchoAsync(message);
            query = query.After(batch);
        }
    }
    catch (Exception problem) // The account moved, a silo was lost: the reading goes on after the last batch.
    {
        Console.WriteLine(problem.Message);
        await Task.Delay(1000);
    }
}

async Task EchoAsync(AccountEvent received)
{
    var message = JsonDocument.Parse(received.Payload).RootElement.GetProperty("event").GetProperty("message");
    if (message.GetProperty("message_type").GetString() != "text")
        return;
    var id = message.GetProperty("message_id").GetString()!;
    var reply = await grains.GetGrain<IAccountMessages>(received.AccountId).SendAsync(new SendRequest(MessageTargetKind.Reply, id, "text", message.GetProperty("content").GetString()!)
    {
        ChatId = received.ChatId,
        IdempotencyKey = id, // A batch may be read again; what was answered is not answered again.
    });
    // What is wrong with this one message will be wrong again; the rest may be better later, and the batch is read again.
    if (reply is { Sent: null, Refusal: not null } or { Failure.Failure: MessageFailure.TooMany or MessageFailure.RateLimited or MessageFailure.NoAnswer })
        throw new InvalidOperationException(reply.Refusal?.Message ?? reply.Failure!.Advice);
    if (reply.Failure is { } failure)
        Console.WriteLine(failure.Advice);
}
