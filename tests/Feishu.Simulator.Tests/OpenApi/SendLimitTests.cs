using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.OpenApi;

/// <summary>How fast an app may send, and what gets lost after it was sent.</summary>
public sealed class SendLimitTests : FakeTimeSimulatorTest
{
    private const string SendPath = "/open-apis/im/v1/messages?receive_id_type=chat_id";

    private string _token = "";

    [Fact]
    public async Task Send_SixthInASecondToOneChat_230020UntilTheSecondIsOver()
    {
        for (var i = 0; i < 5; i++)
            Assert.Equal((200, 0), await SendAsync("oc_1"));

        Assert.Equal((400, 230020), await SendAsync("oc_1"));
        Assert.Equal((200, 0), await SendAsync("oc_2"));
        Advance(1);
        Assert.Equal((200, 0), await SendAsync("oc_1"));
        Assert.Equal(7, App.Log.CountOf<MessageSent>());
    }

    [Fact]
    public async Task Reply_ToMessagesOfOneChat_CountsTowardsThatChat()
    {
        App.Push(new() { Text = "hello", ChatId = "oc_1", MessageId = "om_pushed" });
        for (var i = 0; i < 4; i++)
            await SendAsync("oc_1");

        Assert.Equal((200, 0), await ReplyAsync("om_pushed"));
        Assert.Equal((400, 230020), await ReplyAsync(App.Log.Of<MessageSent>()[0].MessageId));
        Assert.All(App.Log.Of<MessageSent>(), message => Assert.Equal("oc_1", message.ChatId));
    }

    [Fact]
    public async Task Send_MoreThanTheAppMay_429WithTheTimeToWait()
    {
        Host.Platform.Settings = Host.Platform.Settings with { AppSendLimit = 2, AppSendLimitPerMinute = 3 };
        await SendAsync("oc_1");
        await SendAsync("oc_2");

        using var perSecond = await PostAsync(SendPath, Body("oc_3"));
        Advance(10);
        await SendAsync("oc_3");
        using var perMinute = await PostAsync(SendPath, Body("oc_4"));

        Assert.Equal((429, "1"), ((int)perSecond.StatusCode, Reset(perSecond)));
        Assert.Equal((429, "50"), ((int)perMinute.StatusCode, Reset(perMinute)));
    }

    [Fact]
    public async Task Send_NoLimits_NothingIsRefused()
    {
        Host.Platform.Settings = Host.Platform.Settings with { ChatSendLimit = 0, AppSendLimit = 0, AppSendLimitPerMinute = 0 };

        for (var i = 0; i < 60; i++)
            Assert.Equal((200, 0), await SendAsync("oc_1"));
    }

    [Fact]
    public async Task Send_AcceptedAndTheAnswerLost_SentOnceForTheSameUuid()
    {
        _token = await TokenAsync();
        App.Faults.Messages.Set(new ApiFault { Accept = true, Reset = true, Times = 1 });

        await Assert.ThrowsAsync<HttpRequestException>(() => PostAsync(SendPath, Body("oc_1", "u1")));
        using var again = await PostAsync(SendPath, Body("oc_1", "u1"));

        Assert.Equal([false, true], App.Log.Of<MessageSent>().Select(message => message.Repeated));
        Assert.Equal(App.Log.Of<MessageSent>()[0].MessageId, (string?)(await OpenApi.ReadAsync(again))["data"]!["message_id"]);
    }

    [Fact]
    public async Task Send_AcceptedAndAnsweredWith500_WasSent()
    {
        App.Faults.Messages.Set(new ApiFault { Accept = true, HttpStatus = 500, Times = 1 });

        Assert.Equal((500, 500), await SendAsync("oc_1"));
        Assert.Equal(1, App.Log.CountOf<MessageSent>());
    }

    private static string Body(string chat, string uuid = "") =>
        $$"""{"receive_id":"{{chat}}","msg_type":"text","content":"{}","uuid":"{{uuid}}"}""";

    private static string Reset(HttpResponseMessage response) => Assert.Single(response.Headers.GetValues("x-ogw-ratelimit-reset"));

    private Task<(int Status, int? Code)> SendAsync(string chat) => AnswerAsync(SendPath, Body(chat));

    private Task<(int Status, int? Code)> ReplyAsync(string messageId) =>
        AnswerAsync($"/open-apis/im/v1/messages/{messageId}/reply", """{"msg_type":"text","content":"{}"}""");

    private async Task<(int Status, int? Code)> AnswerAsync(string path, string body)
    {
        using var response = await PostAsync(path, body);
        return ((int)response.StatusCode, (int?)(await OpenApi.ReadAsync(response))["code"]);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        if (_token.Length == 0)
            _token = await TokenAsync();
        return await OpenApi.PostAsync(Client, path, body, _token);
    }

    private async Task<string> TokenAsync() => (string)(await OpenApi.TokenAsync(Client, AppId, Secret))["tenant_access_token"]!;
}
