using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FeishuOrleans.Benchmarks.Load;

/// <summary><c>consumer</c>: the operator's code of a load run, as a process of its own.</summary>
internal static class ConsumerCommand
{
    public const string Name = "consumer", Listening = "Consumer listening on ";

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port; 0 takes a free one." };
        var command = new Command(Name, "A webhook that takes every event and counts; GET /figures shows the counts, POST begins the rate anew.") { port };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(port), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(int port, CancellationToken cancellation)
    {
        var consumer = new CountingConsumer();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://127.0.0.1:{port}");
        await using var application = builder.Build();
        application.Run(context => AnswerAsync(context, consumer));
        await application.StartAsync(cancellation);
        Console.WriteLine(Listening + application.Urls.Single());
        await Task.Delay(Timeout.Infinite, cancellation).ContinueWith(static _ => { }, TaskScheduler.Default);
        return 0;
    }

    private static Task AnswerAsync(HttpContext context, CountingConsumer consumer)
    {
        if (context.Request.Path != "/figures")
            return consumer.HandleAsync(context);
        if (context.Request.Method == HttpMethods.Post)
            consumer.Mark();
        return context.Response.WriteAsJsonAsync(consumer.Figures);
    }
}
