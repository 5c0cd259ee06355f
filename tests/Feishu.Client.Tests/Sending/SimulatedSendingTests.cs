using Feishu.Client.Sending;
using Feishu.Client.Tests.Simulated;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Sending;

/// <summary>Sending over real sockets, on the real clock, to a platform that enforces its limits.</summary>
public sealed class SimulatedSendingTests : IAsyncLifetime
{
    private const int ChatLimit = 230020;

    private static readonly string[] OneToTwenty = [.. Enumerable.Range(1, 20).Select(i => $"{i}")];

    private SimulatedAccount _account = null!;

    public async ValueTask InitializeAsync() => _account = await SimulatedAccount.CreateAsync();

    public ValueTask DisposeAsync() => _account.DisposeAsync();

    [Fact]
    public async Task Send_TwentyAtOnceToOneChat_AllArriveInCallOrderAndNoneIsRefused()
    {
        var results = await Task.WhenAll(OneToTwenty.Select(text => SendAsync(text))).Within();

        Assert.All(results, result => Assert.IsType<Sent>(result));
        Assert.Equal(OneToTwenty, Arrived());
        Assert.DoesNotContain(_account.App.Log.Of<ApiCalled>(), call => call.Code == ChatLimit);
    }

    [Fact]
    public async Task Send_AnotherBotUsesUpTheChatsLimit_AllArriveInCallOrderAndTheCallerIsNotTold()
    {
        // The platform counts all bots of a chat together: with others in it, less is left for us than we count on.
        _account.Simulator.Platform.Settings = _account.Simulator.Platform.Settings with { ChatSendLimit = 3 };

        var results = await Task.WhenAll(OneToTwenty[..10].Select(text => SendAsync(text))).Within();

        Assert.All(results, result => Assert.IsType<Sent>(result));
        Assert.Equal(OneToTwenty[..10], Arrived());
        Assert.Contains(_account.App.Log.Of<ApiCalled>(), call => call.Code == ChatLimit);
    }

    [Fact]
    public async Task Reply_ToManyMessagesOfOneChatAmongSends_AllArriveInCallOrderAndNoneIsRefused()
    {
        for (var i = 1; i <= 20; i++)
            _account.App.Push(new() { Text = "hello", ChatId = "oc_1", MessageId = $"om_{i}" });

        var results = await Task.WhenAll(OneToTwenty.Select((text, i) => i % 2 == 0
            ? SendAsync(text)
            : SendAsync(text, new ReplyTo($"om_{i}") { ChatId = "oc_1", InThread = true }))).Within();

        Assert.All(results, result => Assert.Equal("oc_1", Assert.IsType<Sent>(result).ChatId));
        Assert.Equal(OneToTwenty, Arrived());
        Assert.Equal(10, Messages().Count(message => message.ReplyTo is not null));
        Assert.DoesNotContain(_account.App.Log.Of<ApiCalled>(), call => call.Code == ChatLimit);
    }

    [Fact]
    public async Task Send_TokenEndsInTheMiddle_AllArriveWithOneMoreToken()
    {
        var before = OneToTwenty[..3].Select(text => SendAsync(text)).ToList();
        await Task.WhenAll(before).Within();
        var rest = OneToTwenty[3..10].Select(text => SendAsync(text)).ToList();

        _account.App.RevokeTokens();
        var results = await Task.WhenAll(rest).Within();

        Assert.All(results, result => Assert.IsType<Sent>(result));
        Assert.Equal(OneToTwenty[..10], Arrived());
        Assert.Equal(2, _account.App.Log.Of<ApiCalled>().Count(call => call.Api == "token"));
    }

    [Fact]
    public async Task Send_ManyChatsAtOnceWithoutAToken_ShareOneTokenCall()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => SendAsync("hello", new SendTo(ReceiveIdType.ChatId, $"oc_{i}")))).Within();

        Assert.Single(_account.App.Log.Of<ApiCalled>(), call => call.Api == "token");
    }

    [Theory]
    [InlineData(true, 200)]
    [InlineData(false, 500)]
    public async Task Send_AcceptedButTheAnswerIsLost_IsSentOnce(bool reset, int status)
    {
        _account.App.Faults.Messages.Set(new ApiFault { Accept = true, Reset = reset, HttpStatus = status, Times = 1 });

        var sent = Assert.IsType<Sent>(await SendAsync("1").Within());

        Assert.Equal([false, true], Messages().Select(message => message.Repeated));
        Assert.Equal([sent.MessageId, sent.MessageId], Messages().Select(message => message.MessageId));
    }

    [Fact]
    public async Task Send_TheCallersKeyAgain_GivesTheSameMessage()
    {
        var message = new OutgoingMessage(new SendTo(ReceiveIdType.ChatId, "oc_1"), MessageContent.Text("1")) { IdempotencyKey = "order-7" };

        var first = await SendAsync(message).Within();
        var again = await SendAsync(message).Within();

        Assert.Equal(Assert.IsType<Sent>(first).MessageId, Assert.IsType<Sent>(again).MessageId);
        Assert.Single(Messages(), entry => !entry.Repeated);
    }

    [Fact]
    public async Task Send_SecretIsWrong_IsRefusedAndNothingElseIsTouched()
    {
        await _account.ConnectAsync();
        _account.App.AppSecret = "another";

        var failed = Assert.IsType<SendFailed>(await SendAsync("1").Within());

        Assert.Equal(SendFailure.TokenRefused, failed.Failure);
        Assert.DoesNotContain(SimulatedAccount.Secret, failed.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, _account.App.LiveConnections);
    }

    [Theory]
    [InlineData("om_1", 0)]
    [InlineData("x_1", 230050)]
    public async Task Reply_WithoutAChat_GoesOrSaysWhyNot(string messageId, int code)
    {
        var result = await SendAsync("1", new ReplyTo(messageId)).Within();

        Assert.Equal(code, result is SendFailed failed ? failed.Code : 0);
    }

    [Fact]
    public async Task Send_Taken_GivesIdChatAndTime()
    {
        var sent = Assert.IsType<Sent>(await SendAsync("1").Within());

        var entry = Messages().Single();
        Assert.Equal((entry.MessageId, "oc_1"), (sent.MessageId, sent.ChatId));
        Assert.InRange(entry.At - sent.CreatedAt!.Value, TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    private IReadOnlyList<MessageSent> Messages() => _account.App.Log.Of<MessageSent>();

    private IEnumerable<string> Arrived() =>
        Messages().Where(message => !message.Repeated).Select(message => message.Content.Split('"')[3]);

    private Task<SendResult> SendAsync(string text, MessageTarget? target = null) =>
        SendAsync(new OutgoingMessage(target ?? new SendTo(ReceiveIdType.ChatId, "oc_1"), MessageContent.Text(text)));

    private Task<SendResult> SendAsync(OutgoingMessage message) =>
        _account.Services.GetRequiredService<IMessageSender>().SendAsync(_account.Connection.Account, message, TestContext.Current.CancellationToken);
}
