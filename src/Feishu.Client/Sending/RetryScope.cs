namespace Feishu.Client.Sending;

/// <summary>Who has to wait before a message is tried again.</summary>
internal enum RetryScope
{
    /// <summary>Nobody: it is not tried again.</summary>
    None,

    /// <summary>The messages to the same chat.</summary>
    Chat,

    /// <summary>Every message of the app.</summary>
    App,
}
