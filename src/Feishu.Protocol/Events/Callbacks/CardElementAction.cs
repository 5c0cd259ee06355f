using System.Text.Json;

namespace Feishu.Protocol.Events.Callbacks;

/// <summary>What was done to which element of the card.</summary>
public sealed class CardElementAction
{
    /// <summary>What the developer attached to the element: an object or a text, as received.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Kind of the element, for example <c>button</c>.</summary>
    public string? Tag { get; init; }

    public string? Timezone { get; init; }

    public string? Name { get; init; }

    /// <summary>Values of the form around the element, as received.</summary>
    public JsonElement? FormValue { get; init; }

    public string? InputValue { get; init; }

    public string? Option { get; init; }

    public IReadOnlyList<string> Options { get; init => field = value ?? []; } = [];

    public bool? Checked { get; init; }
}
