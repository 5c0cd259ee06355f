using Feishu.Client.Sending;

namespace Feishu.Client.Tests.Sending;

/// <summary>What is refused before it costs a call.</summary>
public sealed class MessageRulesTests : IAsyncDisposable
{
    private readonly SenderHarness _harness = new();

    public static TheoryData<OutgoingMessage> Malformed => new(
        ToChat(new MessageContent("post", "no json")),
        ToChat(new MessageContent("post", "")),
        ToChat(new MessageContent("post", "[1]")),
        ToChat(new MessageContent("post", "{\"a\":1}}")),
        ToChat(new MessageContent("post", "{\"a\":\"\ud800\"}")),
        ToChat(new MessageContent("", "{}")),
        ToChat(new MessageContent("te xt", "{}")),
        ToChat(new MessageContent(new string('x', 65), "{}")),
        To(new SendTo(ReceiveIdType.ChatId, "")),
        To(new SendTo(ReceiveIdType.ChatId, "oc_\n")),
        To(new SendTo(ReceiveIdType.ChatId, new string('x', SendingLimits.MaxIdLength + 1))),
        To(new SendTo((ReceiveIdType)99, "oc_1")),
        To(new ReplyTo("")),
        To(new ReplyTo("..")),
        To(new ReplyTo("om_1/../x")),
        To(new ReplyTo("om_1") { ChatId = "" }),
        To(new SendTo(ReceiveIdType.ChatId, "oc_1")) with { IdempotencyKey = "" },
        To(new SendTo(ReceiveIdType.ChatId, "oc_1")) with { IdempotencyKey = new string('x', SendingLimits.MaxKeyLength + 1) });

    public ValueTask DisposeAsync() => _harness.DisposeAsync();

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public async Task Send_Malformed_IsRefusedWithoutACallAndWithoutRepeatingIt(OutgoingMessage message)
    {
        var refused = Assert.IsType<SendFailed>(await _harness.Sender.SendAsync(SenderHarness.Account, message, default).Within());

        Assert.Equal((SendFailure.InvalidMessage, null), (refused.Failure, refused.Code));
        Assert.Empty(_harness.Api.Calls.Items);
        Assert.DoesNotContain("no json", refused.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text", SendingLimits.MaxRequestBytes)]
    [InlineData("image", SendingLimits.MaxRequestBytes)]
    [InlineData("post", SendingLimits.MaxRichRequestBytes)]
    [InlineData("interactive", SendingLimits.MaxRichRequestBytes)]
    public async Task Send_AtTheLimit_GoesAndAByteMoreDoesNot(string type, int limit)
    {
        var frame = await RequestBytesAsync(type, "");

        var fits = await RequestBytesAsync(type, new string('x', limit - frame));
        var refused = await _harness.Sender.SendAsync(SenderHarness.Account, ToChat(Content(type, new string('x', limit - frame + 1))), default).Within();

        Assert.Equal(limit, fits);
        Assert.Equal(SendFailure.TooLong, Assert.IsType<SendFailed>(refused).Failure);
    }

    [Fact]
    public async Task Send_HugeContent_IsRefusedUnread()
    {
        var refused = await _harness.Sender.SendAsync(SenderHarness.Account, ToChat(Content("text", new string('x', 10_000_000))), default).Within();

        Assert.Equal(SendFailure.TooLong, Assert.IsType<SendFailed>(refused).Failure);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a \"quote\", a \\ and a\nline")]
    [InlineData("你好，世界 🌍 <at user_id=\"ou_1\"></at>")]
    public async Task Text_Anything_ArrivesAsItWas(string text)
    {
        await _harness.Sender.SendAsync(SenderHarness.Account, ToChat(MessageContent.Text(text)), default).Within();

        Assert.Equal(text, _harness.Api.Calls.Items.Single().Text);
    }

    [Fact]
    public async Task Text_Chinese_CostsThreeBytesACharacter()
    {
        var none = await RequestBytesAsync("text", "");
        var ten = await RequestBytesAsync("text", "一二三四五六七八九十");

        Assert.Equal(30, ten - none);
    }

    [Fact]
    public void ToString_Always_HidesWhatIsSaid() =>
        Assert.DoesNotContain("private", ToChat(MessageContent.Text("private")).ToString(), StringComparison.Ordinal);

    private static OutgoingMessage ToChat(MessageContent content) => new(new SendTo(ReceiveIdType.ChatId, "oc_1"), content);

    private static OutgoingMessage To(MessageTarget target) => new(target, MessageContent.Text("hello"));

    private static MessageContent Content(string type, string text) => MessageContent.Text(text) with { Type = type };

    private async Task<int> RequestBytesAsync(string type, string text)
    {
        await _harness.Sender.SendAsync(SenderHarness.Account, ToChat(Content(type, text)) with { IdempotencyKey = "k" }, default).Within();
        return _harness.Api.Calls.Items[^1].Request.Body!.Length;
    }
}
