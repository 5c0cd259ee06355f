using Feishu.Client.Sending;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Messages;
using FeishuOrleans.Grains.Messages;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Grains.Tests.Messages;

/// <summary>Sending as an account, through the grain.</summary>
public sealed class SendTests : IAsyncLifetime
{
    private const string Chat = "oc_1", Words = "words nobody may show";

    private AccountCluster _cluster = null!;
    private FakeApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _cluster = await AccountCluster.StartAsync();
        _app = _cluster.App();
    }

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    public async Task Send_Text_GivesTheMessageAndKeepsTheWordsOutOfTheLog()
    {
        await AddAsync();

        var reply = await SendAsync(Text(Words)).Within();

        var message = Assert.Single(Messages());
        Assert.Equal((message.MessageId, Chat), (reply.Sent!.MessageId, reply.Sent.ChatId));
        Assert.NotNull(reply.Sent.CreatedAt);
        Assert.DoesNotContain(Words, Text(Words).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_cluster.Logs.Lines.Items, static line => line.Text.Contains(Words, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MessageTargetKind.OpenId, "ou_1")]
    [InlineData(MessageTargetKind.UserId, "u1")]
    [InlineData(MessageTargetKind.UnionId, "on_1")]
    [InlineData(MessageTargetKind.Email, "ann@example.org")]
    public async Task Send_ToAPerson_IsTaken(MessageTargetKind kind, string id)
    {
        await AddAsync();

        Assert.NotNull((await SendAsync(Text("hello") with { TargetKind = kind, TargetId = id }).Within()).Sent);
    }

    [Fact]
    public async Task Send_TwentyAtOnceToOneChat_AllArriveAndNoneIsRefused()
    {
        await AddAsync();
        var texts = Enumerable.Range(10, 20).Select(static i => $"{i}").ToArray();

        var replies = await Task.WhenAll(texts.Select(text => SendAsync(Text(text)))).Within();

        Assert.All(replies, static reply => Assert.NotNull(reply.Sent));
        Assert.Equal(texts, Messages().Select(static message => message.Content.Split('"')[3]).Order());
        Assert.DoesNotContain(_app.Log.Of<ApiCalled>(), static call => call.Code == 230020);
    }

    [Fact]
    public async Task Send_Reply_IsInTheChatOfItsMessage()
    {
        await AddAsync();

        var reply = await SendAsync(Text("hello") with { TargetKind = MessageTargetKind.Reply, TargetId = "om_7", ChatId = Chat, InThread = true }).Within();

        Assert.NotNull(reply.Sent);
        Assert.Equal("om_7", Assert.Single(Messages()).ReplyTo);
    }

    [Fact]
    public async Task Send_TheSameKeyAgain_GivesTheSameMessage()
    {
        await AddAsync();
        var request = Text("hello") with { IdempotencyKey = "order-7" };

        var first = await SendAsync(request).Within();
        var again = await SendAsync(request).Within();

        Assert.Equal(first.Sent!.MessageId, again.Sent!.MessageId);
    }

    [Fact]
    public async Task Send_ChatIsSlow_HoldsUpNeitherOtherChatsNorTheAccount()
    {
        await AddAsync();
        _app.Faults.Messages.Set(new ApiFault { HttpStatus = 400, Code = 230020, RetryAfterSeconds = 8, Times = 1 });
        var slow = SendAsync(Text("slow"));
        await _app.Log.WaitUntilAsync(() => _app.Log.Of<ApiCalled>().Any(static call => call.Code == 230020), "the limit", CancellationToken.None).Within();

        Assert.NotNull((await SendAsync(Text("quick") with { TargetId = "oc_2" }).Within()).Sent);
        Assert.Null((await _cluster.Account("a1").StopAsync().Within()).Refusal);

        Assert.False(slow.IsCompleted);
        Assert.NotNull((await slow.Within()).Sent);
    }

    [Fact]
    public async Task Send_AccountIsStopped_IsSent()
    {
        Assert.Null((await _cluster.Account("a1").AddAsync(_cluster.Registration(enabled: false)).Within()).Refusal);

        Assert.NotNull((await SendAsync(Text("hello")).Within()).Sent);
        Assert.Equal(0, _app.LiveConnections);
    }

    [Fact]
    public async Task Send_AccountUnknownOrRemoved_IsRefused()
    {
        Assert.Equal(RefusalKind.UnknownAccount, (await SendAsync(Text("hello")).Within()).Refusal!.Kind);

        await AddAsync();
        await _cluster.Account("a1").RemoveAsync().Within();

        Assert.Equal(RefusalKind.UnknownAccount, (await SendAsync(Text("hello")).Within()).Refusal!.Kind);
        Assert.Empty(Messages());
    }

    [Fact]
    public async Task Send_PlatformRefuses_SaysWhyAndWhatToDo()
    {
        await AddAsync();
        _app.Faults.Messages.Set(new ApiFault { HttpStatus = 400, Code = 230002, Times = 1 });

        var failure = (await SendAsync(Text("hello")).Within()).Failure!;

        Assert.Equal((MessageFailure.BotNotInChat, 230002L, "Add the bot to the chat."), (failure.Failure, failure.Code, failure.Advice));
    }

    [Fact]
    public async Task Send_Nonsense_IsInvalid()
    {
        await AddAsync();

        var failure = (await SendAsync(Text("hello") with { ContentJson = "not JSON" }).Within()).Failure!;
        var refusal = (await SendAsync(Text("hello") with { TargetKind = (MessageTargetKind)99 }).Within()).Refusal!;

        Assert.Equal((MessageFailure.InvalidMessage, RefusalKind.InvalidInput), (failure.Failure, refusal.Kind));
    }

    [Fact]
    public async Task Send_PartsLeftOut_IsRefused()
    {
        await AddAsync();

        foreach (var request in new[] { null!, Text("hello") with { TargetId = null! }, Text("hello") with { Type = null! }, Text("hello") with { ContentJson = null! } })
            Assert.Equal(RefusalKind.InvalidInput, (await SendAsync(request).Within()).Refusal!.Kind);
    }

    [Fact]
    public void Failures_HaveTheNamesOfTheClients() =>
        Assert.Equal(Enum.GetNames<SendFailure>(), Enum.GetValues<SendFailure>().Select(static failure => SendMapper.FailureOf(failure).ToString()));

    private static SendRequest Text(string text) => new(MessageTargetKind.ChatId, Chat, "text", $$"""{"text":"{{text}}"}""");

    private async Task AddAsync() => await _cluster.AddConnectedAsync("a1");

    private Task<SendReply> SendAsync(SendRequest request) => _cluster.Grains.GetGrain<IAccountMessages>("a1").SendAsync(request);

    private IReadOnlyList<MessageSent> Messages() => _app.Log.Of<MessageSent>();
}
