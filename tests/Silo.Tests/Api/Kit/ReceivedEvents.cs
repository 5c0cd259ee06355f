using System.Text;
using Feishu.Client.Events;
using Feishu.Protocol.Events;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Silo.Tests.Api.Kit;

/// <summary>Events as a connection hands them over, without a platform.</summary>
internal static class ReceivedEvents
{
    private static int _messages;

    /// <summary>Registers an account that is not connected.</summary>
    public static async Task AddAccountAsync(this ApiSilo silo, string id)
    {
        var app = $"cli_{Interlocked.Increment(ref _messages):x16}";
        var added = await silo.SendAsync("PUT", $"/api/accounts/{id}", body: $$"""{ "appId": "{{app}}", "appSecret": "s", "enabled": false }""");
        Assert.Equal(201, added.Status);
    }

    /// <summary>Receives messages into a chat; done when they are kept.</summary>
    public static async Task ReceiveAsync(this ApiSilo silo, string id, int count = 1, string chat = "oc_1")
    {
        for (var i = 0; i < count; i++)
            await silo.ReceivePayloadAsync(id, Message(chat));
    }

    /// <summary>Receives any payload.</summary>
    public static async Task ReceivePayloadAsync(this ApiSilo silo, string id, string payload)
    {
        ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(payload);
        var received = new ReceivedEvent
        {
            AccountId = id,
            Payload = bytes,
            Envelope = EventEnvelope.TryParse(bytes),
            ReceivedAt = DateTimeOffset.UtcNow,
            DeliveryId = "",
            TraceId = "",
        };
        var verdict = await silo.Services.GetRequiredService<IEventHandler>().HandleAsync(received, CancellationToken.None).AsTask().Within(what: "the event to be kept");
        Assert.Equal(HandlerVerdict.Accepted, verdict);
    }

    public static string Message(string chat, string type = "im.message.receive_v1")
    {
        var number = Interlocked.Increment(ref _messages);
        return $$$"""
            {"schema":"2.0","header":{"event_id":"e{{{number}}}","event_type":"{{{type}}}","app_id":"cli_1"},"event":{"message":{"message_id":"om_{{{number}}}","chat_id":"{{{chat}}}"} } }
            """;
    }
}
