using System.Collections.Concurrent;
using System.Net.Sockets;
using Feishu.Client.Endpoints;
using Feishu.Client.Hosting;
using Feishu.Client.Supervision;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Endpoints;

/// <summary>Each domain is asked at its own address. No call leaves the machine: the connect is caught.</summary>
public class DomainTests
{
    [Fact]
    public async Task Feishu_IsAskedAtItsAddress() => Assert.Equal(["open.feishu.cn:443"], await AskAsync(PlatformAddress.Feishu));

    [Fact]
    public async Task Lark_IsAskedAtItsAddress() => Assert.Equal(["open.larksuite.com:443"], await AskAsync(PlatformAddress.Lark));

    private static async Task<IEnumerable<string>> AskAsync(Uri domain)
    {
        var asked = new ConcurrentQueue<string>();
        await using var services = new ServiceCollection().AddLogging().AddFeishuClient()
            .Configure<FeishuClientOptions>(options => options.CreateHandler = () => new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = (context, _) =>
                {
                    asked.Enqueue($"{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}");
                    throw new SocketException((int)SocketError.NetworkUnreachable);
                },
            })
            .BuildServiceProvider();

        var answer = await services.GetRequiredService<IEndpointDiscovery>()
            .RequestAsync(new FeishuAccount("bot", "cli_0123456789abcdef", "a-secret", domain), TestContext.Current.CancellationToken).Within();

        Assert.Equal(FailureKind.DiscoveryUnreachable, answer.Failure?.Kind);
        return asked;
    }
}
