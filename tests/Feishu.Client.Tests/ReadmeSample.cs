using Feishu.Client.Events;
using Feishu.Client.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Feishu.Client.Tests;

/// <summary>The program of the client's README: compiled here, and held to the README by a test.</summary>
internal static class ReadmeSample
{
    public static async Task RunAsync(string secret, CancellationToken stopping)
    {
        // <sample>
        await using var services = new ServiceCollection().AddLogging().AddFeishuClient().BuildServiceProvider();
        var connections = services.GetRequiredService<IFeishuConnectionFactory>();
        await using var bot = connections.Create(new FeishuAccount("cli_0123456789abcdef", secret), new PrintEvents());
        bot.Start();
        await Task.Delay(Timeout.Infinite, stopping);
        // </sample>
    }

    // <handler>
    private sealed class PrintEvents : IEventHandler
    {
        public ValueTask<HandlerVerdict> HandleAsync(ReceivedEvent received, CancellationToken deadline)
        {
            Console.WriteLine($"{received.Type} at {received.ReceivedAt:T}");
            return ValueTask.FromResult(HandlerVerdict.Accepted);
        }
    }

    // </handler>
}
