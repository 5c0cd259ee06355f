namespace Feishu.Protocol.Events.Callbacks;

/// <summary>Where a callback comes from.</summary>
public sealed class CallbackContext
{
    /// <summary>The link that is previewed.</summary>
    public string? Url { get; init; }

    /// <summary>Allows updating the preview: a credential, never log it.</summary>
    public string? PreviewToken { get; init; }

    public string? OpenMessageId { get; init; }

    public string? OpenChatId { get; init; }
}
