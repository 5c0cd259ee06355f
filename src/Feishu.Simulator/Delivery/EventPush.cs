using System.Text.Json.Nodes;

namespace Feishu.Simulator.Delivery;

/// <summary>An event to push: a text message, a typed event, or exact bytes. Give one of the three.</summary>
public sealed record EventPush
{
    /// <summary>Text of a message from a person: makes an <c>im.message.receive_v1</c>.</summary>
    public string? Text { get; init; }

    /// <summary>Chat of <see cref="Text"/>. Default a direct chat.</summary>
    public string ChatId { get; init; } = "oc_00000000000000000000000000000001";

    /// <summary><c>p2p</c> or <c>group</c>.</summary>
    public string ChatType { get; init; } = "p2p";

    /// <summary>Who wrote <see cref="Text"/>.</summary>
    public string SenderOpenId { get; init; } = "ou_00000000000000000000000000000001";

    /// <summary>The message mentions the bot.</summary>
    public bool MentionBot { get; init; }

    /// <summary>Event type of <see cref="Event"/>.</summary>
    public string? Type { get; init; }

    /// <summary>Body of a typed event.</summary>
    public JsonObject? Event { get; init; }

    /// <summary>Wrap <see cref="Event"/> in the old envelope 1.0.</summary>
    public bool Schema1 { get; init; }

    /// <summary>The exact payload, valid or not.</summary>
    public string? Raw { get; init; }

    /// <summary>Event id; made up when null. The same id may be pushed again.</summary>
    public string? EventId { get; init; }

    /// <summary>Id of the chat message; made up when null.</summary>
    public string? MessageId { get; init; }

    /// <summary>Frame header <c>type</c>. Default <c>event</c>.</summary>
    public string FrameType { get; init; } = Feishu.Protocol.Frames.FrameType.Event;

    /// <summary>After it was handled it comes once more, as the platform may do.</summary>
    public bool RepeatAfterAck { get; init; }

    /// <summary>How to cut it; null: one frame.</summary>
    public FragmentPlan? Fragments { get; init; }
}
