using System.Text;
using System.Text.Json.Nodes;
using Feishu.Simulator.Control;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Control;

public sealed class ControlTests : FakeTimeSimulatorTest
{
    private const string App1 = $"/control/apps/{AppId}";

    [Fact]
    public async Task List_EveryCall_HasAnExample()
    {
        var (status, answer) = await CallAsync("GET", "/control");

        Assert.Equal(200, status);
        Assert.Equal(ControlRoutes.All.Count, answer!.AsArray().Count);
        Assert.All(answer.AsArray(), call => Assert.StartsWith("curl ", (string?)call!["example"], StringComparison.Ordinal));
    }

    [Fact]
    public async Task Examples_AllOfThem_Work()
    {
        using var socket = await ConnectAsync();
        var acknowledging = AcknowledgeAllAsync(socket);

        // The outage goes last: nothing can be called during it.
        foreach (var route in ControlRoutes.All.OrderBy(route => route.Pattern.EndsWith("/outage", StringComparison.Ordinal)))
        {
            var (status, answer) = await CallAsync(route.Method, route.Example.Path, route.Example.Body);
            Assert.True(status == 200, $"{route.Method} {route.Example.Path}: {status} {answer}");
        }

        await acknowledging.Within();
    }

    [Theory]
    [InlineData("PUT", App1, """{"secret":"x"}""")]
    [InlineData("PUT", App1, "{}")]
    [InlineData("PUT", App1, """{"appSecret":""}""")]
    [InlineData("PUT", App1, "no json")]
    [InlineData("PUT", "/control/apps/all", """{"appSecret":"x"}""")]
    [InlineData("PATCH", $"{App1}/config", """{"pingIntervall":1}""")]
    [InlineData("PATCH", $"{App1}/config", """{"PingInterval":"soon"}""")]
    [InlineData("GET", $"{App1}/log?after=x", null)]
    [InlineData("GET", $"{App1}/log?kind=all", null)]
    [InlineData("POST", $"{App1}/events", "{}")]
    [InlineData("POST", $"{App1}/events", """{"text":"a","raw":"b"}""")]
    [InlineData("POST", $"{App1}/events", """{"text":"a","fragments":{"count":0}}""")]
    [InlineData("POST", $"{App1}/events?count=0", """{"text":"a"}""")]
    [InlineData("POST", $"{App1}/callbacks", """{"value":{},"event":{}}""")]
    [InlineData("POST", $"{App1}/connections/close", """{"code":999}""")]
    [InlineData("POST", $"{App1}/connections/close", """{"code":1006}""")]
    [InlineData("PUT", $"{App1}/faults/endpoint", """{"times":0}""")]
    [InlineData("PUT", $"{App1}/faults/endpoint", """{"body":"strange"}""")]
    [InlineData("PUT", $"{App1}/faults/pong", """{"mode":1}""")]
    [InlineData("PUT", $"{App1}/faults/handshake", """{"delay":-1}""")]
    [InlineData("PATCH", "/control/settings", """{"timeScale":0}""")]
    [InlineData("PATCH", "/control/settings", """{"repushDelays":[0]}""")]
    [InlineData("POST", "/control/outage", """{"seconds":0}""")]
    public async Task Call_BadInput_400WithAReasonAndNothingChanges(string method, string path, string? body)
    {
        var before = await StateAsync();

        var (status, answer) = await CallAsync(method, path, body);

        Assert.Equal(400, status);
        Assert.NotEmpty((string)answer!["error"]!);
        Assert.Equal(before, await StateAsync());
    }

    [Theory]
    [InlineData("GET", "/control/apps/cli_ffffffffffffffff")]
    [InlineData("POST", "/control/apps/cli_ffffffffffffffff/connections/reset")]
    [InlineData("GET", "/control/nonsense")]
    public async Task Call_Unknown_404WithAReason(string method, string path)
    {
        var (status, answer) = await CallAsync(method, path);

        Assert.Equal(404, status);
        Assert.NotEmpty((string)answer!["error"]!);
    }

    [Fact]
    public async Task Call_ForAll_ConcernsEveryApp()
    {
        Host.Platform.Register(new("cli_ffffffffffffffff", "s"));

        await CallAsync("PATCH", "/control/apps/all/config", """{"PingInterval":3}""");
        await CallAsync("PUT", "/control/apps/all/faults/endpoint", """{"code":1}""");
        var (_, pushed) = await CallAsync("POST", "/control/apps/all/events?count=2", """{"text":"a"}""");

        Assert.All(Host.Platform.Apps, app => Assert.Equal(3, app.ClientConfig.PingInterval));
        Assert.Equal(1, Host.Platform.Faults.Endpoint.Current?.Code);
        Assert.Null(App.Faults.Endpoint.Current);
        Assert.Equal(4, pushed!["eventIds"]!.AsArray().Count);
    }

    [Fact]
    public async Task Log_AfterAndKind_FilterAndKindComesFirst()
    {
        App.PushText("one");
        App.PushText("two");

        var (_, all) = await CallAsync("GET", $"{App1}/log?after=1");
        var (_, failed) = await CallAsync("GET", $"{App1}/log?kind=deliveryFailed");
        var (_, acks) = await CallAsync("GET", $"{App1}/log?kind=ack");

        Assert.Equal(2, (long)all!.AsArray().Single()!["number"]!);
        Assert.Equal("kind", failed![0]!.AsObject().First().Key);
        Assert.Equal("offline", (string?)failed[0]!["cause"]);
        Assert.Empty(acks!.AsArray());
    }

    private static async Task AcknowledgeAllAsync(PlatformSocket socket)
    {
        try
        {
            while (true)
                await socket.AcknowledgeNextAsync();
        }
        catch (Exception e) when (e is System.Net.WebSockets.WebSocketException or Xunit.Sdk.EqualException)
        {
            // An example closed or reset the socket, as it should.
            return;
        }
    }

    private async Task<string> StateAsync()
    {
        var apps = (await CallAsync("GET", "/control/apps")).Answer;
        var faults = (await CallAsync("GET", $"{App1}/faults")).Answer;
        var settings = (await CallAsync("GET", "/control/settings")).Answer;
        return $"{apps}{faults}{settings}";
    }

    private async Task<(int Status, JsonNode? Answer)> CallAsync(string method, string path, string? body = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await Client.Http.SendAsync(request).Within(what: $"{method} {path}");
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync().Within()));
    }
}
