using System.Text.Json.Nodes;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.OpenApi;

public sealed class ApiTests : FakeTimeSimulatorTest
{
    private const string Text = """{"receive_id":"oc_1","msg_type":"text","content":"{\"text\":\"hi\"}","uuid":"u1"}""";
    private const string SendPath = "/open-apis/im/v1/messages?receive_id_type=chat_id";

    [Fact]
    public async Task BotInfo_Good_BotIsAtTopLevelAndStable()
    {
        using var response = await OpenApi.GetAsync(Client, "/open-apis/bot/v3/info", await TokenAsync());
        var answer = await OpenApi.ReadAsync(response);

        Assert.Equal(0, (int?)answer["code"]);
        Assert.Equal(App.Identity.OpenId, (string?)answer["bot"]!["open_id"]);
        Assert.StartsWith("ou_", App.Identity.OpenId, StringComparison.Ordinal);
        Assert.NotEmpty(Assert.Single(response.Headers.GetValues("X-Tt-Logid")));
    }

    [Fact]
    public async Task BotInfo_FaultOnce_ThenGood()
    {
        var token = await TokenAsync();
        App.Faults.BotInfo.Set(new ApiFault { HttpStatus = 500, Times = 1 });

        using var bad = await OpenApi.GetAsync(Client, "/open-apis/bot/v3/info", token);
        using var good = await OpenApi.GetAsync(Client, "/open-apis/bot/v3/info", token);

        Assert.Equal((500, 200), ((int)bad.StatusCode, (int)good.StatusCode));
        Assert.Equal([500, 200], App.Log.Of<ApiCalled>().Where(call => call.Api == "botInfo").Select(call => call.HttpStatus));
    }

    [Fact]
    public async Task BotInfo_Hang_LastsUntilTheClientGoes()
    {
        var token = await TokenAsync();
        App.Faults.BotInfo.Set(new ApiFault { Hang = true });
        using CancellationTokenSource patience = new();
        using HttpRequestMessage request = new(HttpMethod.Get, "/open-apis/bot/v3/info");
        request.Headers.Authorization = new("Bearer", token);
        var call = Client.Http.SendAsync(request, patience.Token);
        await App.Log.WaitForAsync<ApiCalled>(entry => entry is { Api: "botInfo", HttpStatus: 0 }, "the hanging call");
        Advance(3600);
        Assert.False(call.IsCompleted);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call.Within());
    }

    [Fact]
    public async Task Send_SameUuidWithinTheHour_SentOnce()
    {
        var token = await TokenAsync();

        var first = await SendAsync(token, Text);
        var again = await SendAsync(token, Text);
        Advance(3600);
        var later = await SendAsync(await TokenAsync(), Text);

        Assert.Equal((string?)first["data"]!["message_id"], (string?)again["data"]!["message_id"]);
        Assert.NotEqual((string?)first["data"]!["message_id"], (string?)later["data"]!["message_id"]);
        Assert.Equal([false, true, false], App.Log.Of<MessageSent>().Select(message => message.Repeated));
    }

    [Fact]
    public async Task Reply_Good_NamesItsParent()
    {
        var body = """{"msg_type":"text","content":"{}"}""";
        using var response = await OpenApi.PostAsync(Client, "/open-apis/im/v1/messages/om_1/reply", body, await TokenAsync());
        var answer = await OpenApi.ReadAsync(response);

        Assert.Equal("om_1", (string?)answer["data"]!["parent_id"]);
        Assert.Equal("om_1", App.Log.Of<MessageSent>().Single().ReplyTo);
    }

    [Theory]
    [InlineData("/open-apis/im/v1/messages", Text, 230001)]
    [InlineData(SendPath, "{", 230001)]
    [InlineData(SendPath, """{"receive_id":"oc_1","msg_type":"text","content":"no json"}""", 230001)]
    [InlineData(SendPath, """{"msg_type":"text","content":"{}"}""", 230034)]
    [InlineData(SendPath, """{"receive_id":"oc_1","msg_type":"text","content":"{}","uuid":"012345678901234567890123456789012345678901234567890"}""", 230001)]
    [InlineData("/open-apis/im/v1/messages/x/reply", """{"msg_type":"text","content":"{}"}""", 230050)]
    public async Task Send_Bad_400WithCode(string path, string body, int code)
    {
        using var response = await OpenApi.PostAsync(Client, path, body, await TokenAsync());

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal(code, (int?)(await OpenApi.ReadAsync(response))["code"]);
    }

    [Fact]
    public async Task Send_RateLimited_429WithReset()
    {
        App.Faults.Messages.Set(ApiFault.RateLimited(retryAfterSeconds: 7, times: 1));

        using var response = await OpenApi.PostAsync(Client, SendPath, Text, await TokenAsync());

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal("7", Assert.Single(response.Headers.GetValues("x-ogw-ratelimit-reset")));
        Assert.Equal(99991400, (int?)(await OpenApi.ReadAsync(response))["code"]);
    }

    [Fact]
    public async Task ConnectionCount_TwoConnections_Two()
    {
        using var first = await ConnectAsync();
        using var second = await ConnectAsync();

        using var response = await OpenApi.GetAsync(Client, "/open-apis/event/v1/connection", await TokenAsync());

        Assert.Equal(2, (int?)(await OpenApi.ReadAsync(response))["data"]!["online_instance_cnt"]);
    }

    private async Task<string> TokenAsync() => (string)(await OpenApi.TokenAsync(Client, AppId, Secret))["tenant_access_token"]!;

    private async Task<JsonObject> SendAsync(string token, string body)
    {
        using var response = await OpenApi.PostAsync(Client, SendPath, body, token);
        return await OpenApi.ReadAsync(response);
    }
}
