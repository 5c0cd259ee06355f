using Feishu.Client.Sending;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.Sending;

/// <summary>The program of docs/sending.md: compiled here, and held to the page by a test.</summary>
internal static class SendingSample
{
    public static async Task RunAsync(
        IServiceProvider services, FeishuAccount account, string messageId, string chatId, string eventId, CancellationToken cancellation)
    {
        // <sample>
        var sender = services.GetRequiredService<IMessageSender>();
        var reply = new OutgoingMessage(new ReplyTo(messageId) { ChatId = chatId }, MessageContent.Text("It is 14:05."))
        {
            IdempotencyKey = eventId,
        };
        switch (await sender.SendAsync(account, reply, cancellation))
        {
            case Sent sent:
                Console.WriteLine($"sent as {sent.MessageId}");
                break;
            case SendFailed failed:
                Console.WriteLine($"{failed.Failure}: {failed.Message} {failed.Advice}");
                break;
        }

        // </sample>
    }
}
