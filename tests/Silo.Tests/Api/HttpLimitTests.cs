using System.Net;
using System.Net.Sockets;
using System.Text;
using FeishuOrleans.Silo.Hosting;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Clients that send much, slowly or nothing, before anybody knows who they are.</summary>
public sealed class HttpLimitTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private const string Begin = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n";

    [Fact]
    public async Task Head_TooLarge_IsRefused()
    {
        var line = new string('x', HttpLimits.MaxRequestLineBytes);
        var many = string.Concat(Enumerable.Range(0, HttpLimits.MaxHeaders).Select(static number => $"X-{number}: 1\r\n"));

        Assert.StartsWith("HTTP/1.1 414", await AnswerAsync($"GET /{line} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431", await AnswerAsync($"{Begin}X: {new string('x', HttpLimits.MaxHeaderBytes)}\r\n\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431", await AnswerAsync($"{Begin}{many}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200", await AnswerAsync($"{Begin}Connection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    /// <summary>The two that hold a connection with a few bytes: headers that never end, a body that drips.</summary>
    [Fact]
    public async Task Request_ThatDrips_IsCutOff()
    {
        var headers = AnswerAsync(Begin);
        var body = AnswerAsync("PUT /api/accounts/a HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{");

        Assert.StartsWith("HTTP/1.1 408", await headers, StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400", await body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_OneTooMany_IsClosedUntilAnotherEnds()
    {
        await using var silo = await ApiSilo.StartAsync();
        var held = new List<Socket>();
        for (var i = 0; i < HttpLimits.MaxConnections; i++)
            held.Add(await ConnectAsync(silo.Address));

        var refused = await AnswerAsync(silo.Address, $"{Begin}Connection: close\r\n\r\n");
        foreach (var socket in held)
            socket.Dispose();

        Assert.Equal("", refused);
        await AnsweredAsync(silo.Address).Within(what: "a free place");
    }

    private static async Task AnsweredAsync(Uri address)
    {
        while ((await AnswerAsync(address, $"{Begin}Connection: close\r\n\r\n")).Length == 0)
            await Task.Yield();
    }

    private Task<string> AnswerAsync(string request) => AnswerAsync(fixture.Silo.Address, request);

    /// <summary>Everything that is answered until the connection is closed.</summary>
    private static async Task<string> AnswerAsync(Uri address, string request)
    {
        using var socket = await ConnectAsync(address);
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            await socket.SendAsync(Encoding.ASCII.GetBytes(request)).Within(what: "the request to be taken");
            while (await socket.ReceiveAsync(buffer).Within(what: "the end of the connection") is > 0 and var length)
                answer.Append(Encoding.ASCII.GetString(buffer, 0, length));
        }
        catch (SocketException)
        {
            // Closed hard, as a server does that does not want to read the rest.
        }

        return answer.ToString();
    }

    private static async Task<Socket> ConnectAsync(Uri address)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, address.Port).Within(what: "a connection");
        return socket;
    }
}
