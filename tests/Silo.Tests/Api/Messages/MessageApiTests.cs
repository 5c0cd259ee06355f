using System.Globalization;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Api.Messages;

/// <summary>Sending over HTTP, to a simulated platform.</summary>
public sealed class MessageApiTests(PlatformSilo fixture) : IClassFixture<PlatformSilo>, IAsyncLifetime
{
    private const string Words = "words nobody may show";

    private string _account = null!;
    private FakeApp _app = null!;

    private string Path => $"/api/accounts/{_account}/messages";

    public async ValueTask InitializeAsync() => (_account, _app) = await fixture.AddAccountAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("""{ "chatId": "oc_1", "text": "你好 \"x\"" }""", "text", """{"text":"你好 \"x\""}""")]
    [InlineData("""{ "openId": "ou_1", "text": "\u4f60" }""", "text", """{"text":"你"}""")]
    [InlineData("""{ "userId": "u1", "post": {"zh_cn":{"title":"t","content":[]}} }""", "post", """{"zh_cn":{"title":"t","content":[]}}""")]
    [InlineData("""{ "unionId": "on_1", "card": {"elements":[]} }""", "interactive", """{"elements":[]}""")]
    [InlineData("""{ "email": "ann@example.org", "raw": { "type": "image", "content": {"image_key":"img_1"} } }""", "image", """{"image_key":"img_1"}""")]
    public async Task Send_EveryRecipientAndContent_Arrives(string body, string type, string content)
    {
        var answer = await fixture.Silo.SendAsync("POST", Path, body: body);

        var message = Assert.Single(Messages());
        Assert.Equal((200, "application/json"), (answer.Status, answer.ContentType));
        Assert.Equal(message.MessageId, answer.Json.GetProperty("messageId").GetString());
        Assert.Equal((type, content), (message.MessageType, message.Content));
    }

    [Fact]
    public async Task Send_CardAsDeepAsThePlatformsOwn_Arrives()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"e\":[", 25)) + string.Concat(Enumerable.Repeat("]}", 25));

        var answer = await fixture.Silo.SendAsync("POST", Path, body: $$"""{ "chatId": "oc_1", "card": {{deep}} }""");

        Assert.Equal(200, answer.Status);
        Assert.Equal(deep, Assert.Single(Messages()).Content);
    }

    [Fact]
    public async Task Reply_WithChatAndThread_IsAReply()
    {
        var answer = await fixture.Silo.SendAsync("POST", $"{Path}/om_7/reply", body: """{ "chatId": "oc_1", "inThread": true, "text": "hello" }""");

        Assert.Equal(200, answer.Status);
        Assert.Equal("om_7", Assert.Single(Messages()).ReplyTo);
    }

    [Fact]
    public async Task Send_TheSameKeyAgain_IsOneMessageWithOneId()
    {
        const string Body = """{ "chatId": "oc_1", "text": "hello", "idempotencyKey": "order-7" }""";

        var first = await fixture.Silo.SendAsync("POST", Path, body: Body);
        var again = await fixture.Silo.SendAsync("POST", Path, body: Body);

        Assert.Equal(first.Text, again.Text);
        Assert.Single(Messages(), static message => !message.Repeated);
    }

    [Theory]
    [InlineData("""{ "text": "x" }""", "Say to whom")]
    [InlineData("""{ "chatId": "oc_1", "email": "ann@example.org", "text": "x" }""", "Say to whom")]
    [InlineData("""{ "chatId": "oc_1" }""", "Say what to send")]
    [InlineData("""{ "chatId": "oc_1", "text": null }""", "Say what to send")]
    [InlineData("""{ "chatId": "oc_1", "text": "x", "card": {} }""", "Say what to send")]
    [InlineData("""{ "chatId": "oc_1", "raw": { "type": "image" } }""", "'content'")]
    [InlineData("""{ "chatId": "oc_1", "raw": { "type": null, "content": {} } }""", "The field 'raw.type'")]
    [InlineData("""{ "chatId": 1, "text": "x" }""", "The field 'chatId'")]
    [InlineData("""{ "chatId": "oc_1", "text": "\ud800" }""", "The field 'text'")]
    [InlineData("""{ "chatId": "oc_1", "txt": "words nobody may show" }""", "The field 'txt'")]
    [InlineData("words nobody may show", "not one JSON object")]
    [InlineData("", "missing")]
    public async Task Send_MalformedBody_IsExplainedWithoutItsWords(string body, string expected)
    {
        var answer = await fixture.Silo.SendAsync("POST", Path, body: body);

        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Problem));
        Assert.Contains(expected, answer.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Words, answer.Text, StringComparison.Ordinal);
        Assert.Empty(Messages());
    }

    [Theory]
    [InlineData("""{ "chatId": "", "text": "x" }""", "")]
    [InlineData("""{ "chatId": "oc_1", "card": [] }""", "")]
    [InlineData("""{ "chatId": "oc_1", "raw": { "type": "", "content": {} } }""", "")]
    [InlineData("""{ "chatId": "oc_1", "text": "x", "idempotencyKey": "" }""", "")]
    [InlineData("""{ "text": "x" }""", "/om%0A1/reply")]
    public async Task Send_InvalidMessage_CostsNoCall(string body, string reply)
    {
        var answer = await fixture.Silo.SendAsync("POST", Path + reply, body: body);

        Assert.Equal((400, "invalid-message"), (answer.Status, answer.Problem));
        Assert.Equal("Correct the message; sending it again unchanged cannot work.", answer.Json.GetProperty("advice").GetString());
        Assert.DoesNotContain(_app.Log.Of<ApiCalled>(), static _ => true);
    }

    [Fact]
    public async Task Send_AsLongAsThePlatformTakes_ArrivesAndLongerIsRefused()
    {
        var longest = new string('x', 150_000);

        var taken = await fixture.Silo.SendAsync("POST", Path, body: $$"""{ "chatId": "oc_1", "text": "{{longest}}" }""");
        var tooLong = await fixture.Silo.SendAsync("POST", Path, body: $$"""{ "chatId": "oc_1", "text": "{{longest}}{{longest}}" }""");

        Assert.Equal(200, taken.Status);
        Assert.Equal((413, "message-too-long"), (tooLong.Status, tooLong.Problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/om_1/reply")]
    public async Task Send_OversizedBody_IsRefusedWithTheLimitOfMessages(string reply)
    {
        var answer = await fixture.Silo.SendAsync("POST", Path + reply, body: $$"""{ "text": "{{new string('x', 384 * 1024)}}" }""", change: static request => request.Headers.ExpectContinue = true);

        Assert.Equal((413, "too-large"), (answer.Status, answer.Problem));
        Assert.Contains("393216", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(230002, 400, 422, "bot-not-in-chat", "Add the bot to the chat.")]
    [InlineData(99991672, 400, 422, "permission-missing", "Add the permission to send messages in the developer console and release the app.")]
    [InlineData(230006, 400, 502, "bot-disabled", "Check in the developer console that the app has the bot ability, is released and is enabled.")]
    [InlineData(230025, 400, 413, "message-too-long", "Shorten the message or split it.")]
    [InlineData(230001, 400, 400, "invalid-message", "Correct the message; sending it again unchanged cannot work.")]
    [InlineData(999, 400, 422, "message-refused", "Look the code up in the platform's documentation.")]
    public async Task Send_PlatformRefuses_IsAProblemWithCodeAndAdvice(int code, int platformStatus, int status, string problem, string advice)
    {
        _app.Faults.Messages.Set(new ApiFault { HttpStatus = platformStatus, Code = code });

        var answer = await fixture.Silo.SendAsync("POST", Path, body: """{ "chatId": "oc_1", "text": "x" }""");

        Assert.Equal((status, problem), (answer.Status, answer.Problem));
        Assert.Equal((code, advice), (answer.Json.GetProperty("code").GetInt32(), answer.Json.GetProperty("advice").GetString()));
    }

    [Fact]
    public async Task Send_PlatformLimitsForLong_IsRateLimitedWithItsTime()
    {
        _app.Faults.Messages.Set(new ApiFault { HttpStatus = 400, Code = 230020, RetryAfterSeconds = 60 });

        var answer = await fixture.Silo.SendAsync("POST", Path, body: """{ "chatId": "oc_1", "text": "x" }""");

        Assert.Equal((429, "rate-limited"), (answer.Status, answer.Problem));
        Assert.InRange(int.Parse(answer.Headers["Retry-After"], CultureInfo.InvariantCulture), 55, 60);
    }

    [Fact]
    public async Task Send_UnknownAccount_IsNotFound()
    {
        var answer = await fixture.Silo.SendAsync("POST", "/api/accounts/nobody/messages", body: """{ "chatId": "oc_1", "text": "x" }""");

        Assert.Equal((404, "unknown-account"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Send_Always_LeavesALineWithoutTheWords()
    {
        await fixture.Silo.SendAsync("POST", Path, body: $$"""{ "chatId": "oc_1", "text": "{{Words}}" }""");
        await fixture.Silo.SendAsync("POST", $"{Path}/om_1/reply", body: $$"""{ "card": "{{Words}}" }""");

        await fixture.Silo.Logs.Lines.FirstAsync(line => line.Text == $"API local: POST /api/accounts/{{id}}/messages, account {_account}: 200").Within(what: "the line of the message");
        await fixture.Silo.Logs.Lines.FirstAsync(line => line.Text == $"API local: POST /api/accounts/{{id}}/messages/{{messageId}}/reply, account {_account}: 400").Within(what: "the line of the reply");
        Assert.DoesNotContain(fixture.Silo.Logs.Lines.Items, static line => line.Text.Contains(Words, StringComparison.Ordinal));
    }

    private IReadOnlyList<MessageSent> Messages() => _app.Log.Of<MessageSent>();
}
