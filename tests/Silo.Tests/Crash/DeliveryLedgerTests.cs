using System.Text;
using System.Text.Json;
using FeishuOrleans.Testing.Delivery;
using FeishuOrleans.Testing.Webhooks;

namespace FeishuOrleans.Silo.Tests.Crash;

/// <summary>What the crash tests trust: the ledger finds what is not as promised.</summary>
public sealed class DeliveryLedgerTests
{
    private readonly DeliveryLedger _ledger = new();

    [Fact]
    public void Check_EveryEventOnceInOrder_NothingFound()
    {
        Deliver(1, "e1", "c1");
        Deliver(2, "e2", "c2");
        Deliver(3, "e3", "c1");

        Assert.Empty(_ledger.Check(["e1", "e2", "e3"]));
    }

    [Fact]
    public void Check_RepeatAndRewind_NothingFound()
    {
        Deliver(1, "e1", "c1");
        Deliver(2, "e2", "c1");
        Deliver(1, "e1", "c1");
        Deliver(2, "e2", "c1");

        Assert.Empty(_ledger.Check(["e1", "e2"]));
    }

    [Fact]
    public void Check_AcknowledgedButNeverAccepted_Lost()
    {
        _ledger.Arrive(Request(1, "e1", "c1"));

        Assert.Equal(["lost: e1 was acknowledged with 200", "lost: e2 was acknowledged with 200"], _ledger.Check(["e1", "e2"]));
    }

    [Fact]
    public void Check_FirstDeliveryBeforeALowerSequenceOfItsChatWasAccepted_OutOfOrder()
    {
        var first = _ledger.Arrive(Request(1, "e1", "c1"));
        Deliver(2, "e2", "c1");
        _ledger.Accept(first);

        Assert.Contains("out of order", Assert.Single(_ledger.Check([])), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_RepeatWithAnotherWebhookId_Found()
    {
        Deliver(1, "e1", "c1");
        Deliver(1, "e1", "c1", webhookId: "msg_other");

        Assert.Contains("changed between repetitions", Assert.Single(_ledger.Check([])), StringComparison.Ordinal);
    }

    [Fact]
    public void Check_OneEventUnderTwoSequences_Found()
    {
        Deliver(1, "e1", "c1");
        Deliver(2, "e1", "c1", webhookId: "msg_other");

        Assert.Contains("two sequences", Assert.Single(_ledger.Check([])), StringComparison.Ordinal);
    }

    private static WebhookRequest Request(long sequence, string eventId, string chat, string? webhookId = null)
    {
        var body = JsonSerializer.Serialize(new { header = new { event_id = eventId }, @event = new { message = new { chat_id = chat } } });
        return new WebhookRequest("/", new Dictionary<string, string>
        {
            ["X-FeishuOrleans-Account"] = "a",
            ["X-FeishuOrleans-Sequence"] = $"{sequence}",
            ["webhook-id"] = webhookId ?? $"msg_{eventId}",
        }, Encoding.UTF8.GetBytes(body));
    }

    private void Deliver(long sequence, string eventId, string chat, string? webhookId = null) =>
        _ledger.Accept(_ledger.Arrive(Request(sequence, eventId, chat, webhookId)));
}
