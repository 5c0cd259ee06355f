namespace Feishu.Protocol.Events.Callbacks;

/// <summary>Body of <see cref="EventTypes.UrlPreview"/>: the platform asks what to show for a link.</summary>
public sealed class UrlPreview : EventView
{
    public CallbackOperator? Operator { get; init; }

    public string? Host { get; init; }

    public CallbackContext? Context { get; init; }
}
