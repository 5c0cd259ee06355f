using Feishu.Client.Sending;

namespace Feishu.Client.Tests.Sending;

/// <summary>What counts as the same message.</summary>
public class MessageUuidTests
{
    private static readonly SendTo Chat = new(ReceiveIdType.ChatId, "oc_1");

    [Fact]
    public void Of_SameKeyAndTarget_IsTheSameAndShortEnough()
    {
        var uuid = Of(Chat, "key");

        Assert.Equal(uuid, Of(Chat, "key"));
        Assert.InRange(uuid.Length, 32, SendingLimits.MaxUuidLength);
    }

    [Fact]
    public void Of_AnythingElseDiffers_IsAnother()
    {
        var other = SenderHarness.Account with { AppId = "cli_fedcba9876543210" };
        string[] all =
        [
            Of(Chat, "key"),
            Of(Chat, "another"),
            Of(Chat with { Id = "oc_2" }, "key"),
            Of(Chat with { Type = ReceiveIdType.OpenId }, "key"),
            Of(Chat with { Id = "oc_1k" }, "ey"),
            Of(new ReplyTo("oc_1"), "key"),
            MessageUuid.Of(other, Chat, "key"),
        ];

        Assert.Distinct(all);
    }

    [Fact]
    public void Of_AReply_DoesNotDependOnTheHints() =>
        Assert.Equal(Of(new ReplyTo("om_1"), "key"), Of(new ReplyTo("om_1") { ChatId = "oc_1", InThread = true }, "key"));

    [Fact]
    public async Task Send_WithoutAKey_HasANewOneEachTime()
    {
        await using var harness = new SenderHarness();

        await Task.WhenAll(harness.SendMany(3)).Within();

        Assert.Distinct(harness.Api.Calls.Items.Select(call => call.Uuid));
    }

    private static string Of(MessageTarget target, string key) => MessageUuid.Of(SenderHarness.Account, target, key);
}
