using System.Text;
using System.Text.Json.Nodes;
using Feishu.Simulator.Platform;

namespace Feishu.Simulator.Delivery;

/// <summary>One event or callback on its way, over all its pushes.</summary>
/// <param name="EventId">Which event.</param>
/// <param name="FrameType">Frame header <c>type</c>.</param>
/// <param name="Plan">How it is cut.</param>
/// <param name="Callback">Takes the result of a callback; null for an event.</param>
internal sealed record Parcel(
    string EventId, string FrameType, FragmentPlan? Plan, TaskCompletionSource<CallbackResult>? Callback)
{
    /// <summary>The bytes, the same in every push; let go when no push can follow.</summary>
    public byte[] Payload { get; set; } = [];

    /// <summary>Whether it comes once more after it was handled.</summary>
    public bool RepeatAfterAck { get; set; }

    /// <summary>When a callback was sent, timestamp of the simulator's clock.</summary>
    public long StartedAt { get; set; }

    /// <summary>Pushes made so far.</summary>
    public int Pushes { get; set; }

    /// <summary>Frame header <c>message_id</c> of the first push.</summary>
    public string? FirstMessageId { get; set; }

    public static Parcel Of(EventPush push, FakeApp app, FakePlatform platform)
    {
        var eventId = push.EventId ?? platform.Dice.Hex(32);
        Parcel parcel = new(eventId, push.FrameType, push.Fragments, null)
        {
            Payload = PayloadOf(push, eventId, app, platform),
            RepeatAfterAck = push.RepeatAfterAck,
        };
        push.Fragments?.Validate(parcel.Payload.Length);
        return parcel;
    }

    public static Parcel Of(CallbackPush push, FakeApp app, FakePlatform platform)
    {
        if (push.Value is not null && push.Event is not null)
            throw new ArgumentException("Give value or event, not both.");

        var eventId = push.EventId ?? platform.Dice.Hex(32);
        var body = push.Event ?? EventBodies.CardAction(push.Value, "c-" + platform.Dice.Hex(32), "om_" + platform.Dice.Hex(32));
        var payload = EventEnvelopes.Schema2(app, eventId, push.Type, body, platform.Time.GetUtcNow());
        push.Fragments?.Validate(payload.Length);
        return new Parcel(eventId, push.FrameType, push.Fragments, new(TaskCreationOptions.RunContinuationsAsynchronously))
        {
            Payload = payload,
        };
    }

    private static byte[] PayloadOf(EventPush push, string eventId, FakeApp app, FakePlatform platform)
    {
        JsonNode?[] choices = [push.Text, push.Event, push.Raw];
        if (choices.Count(choice => choice is not null) != 1)
            throw new ArgumentException("Give exactly one of text, event and raw.");
        if (push.Event is not null && string.IsNullOrEmpty(push.Type))
            throw new ArgumentException("event needs a type.");
        if (push.Raw is not null)
            return Encoding.UTF8.GetBytes(push.Raw);

        var now = platform.Time.GetUtcNow();
        var messageId = push.MessageId ?? "om_" + platform.Dice.Hex(32);
        if (push.Text is not null)
            app.Chats.Remember(messageId, push.ChatId);
        var body = push.Event ?? EventBodies.Message(push, app, messageId, now);
        var type = push.Type ?? Feishu.Protocol.Events.EventTypes.MessageReceived;
        return push.Schema1
            ? EventEnvelopes.Schema1(app, eventId, type, body, now)
            : EventEnvelopes.Schema2(app, eventId, type, body, now);
    }
}
