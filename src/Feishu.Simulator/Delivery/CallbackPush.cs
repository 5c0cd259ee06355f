using System.Text.Json.Nodes;

namespace Feishu.Simulator.Delivery;

/// <summary>A callback: one shot, answered in the acknowledgement.</summary>
public sealed record CallbackPush
{
    /// <summary>Event type. Default <c>card.action.trigger</c>.</summary>
    public string Type { get; init; } = Feishu.Protocol.Events.EventTypes.CardAction;

    /// <summary>Value of the card action: an object or a text. Default <c>{"key":"value"}</c>.</summary>
    public JsonNode? Value { get; init; }

    /// <summary>The whole body instead of one made from <see cref="Value"/>.</summary>
    public JsonObject? Event { get; init; }

    /// <summary>Event id; made up when null.</summary>
    public string? EventId { get; init; }

    /// <summary>Frame header <c>type</c>. Default <c>event</c>.</summary>
    public string FrameType { get; init; } = Feishu.Protocol.Frames.FrameType.Event;

    /// <summary>How to cut it; null: one frame.</summary>
    public FragmentPlan? Fragments { get; init; }
}
