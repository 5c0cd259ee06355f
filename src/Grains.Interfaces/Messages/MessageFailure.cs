namespace FeishuOrleans.Grains.Interfaces.Messages;

/// <summary>Why a message did not go out, or why nobody knows. Stable names: clients decide by them. docs/sending.md lists codes and advice.</summary>
[GenerateSerializer, Alias("feishu.MessageFailure")]
public enum MessageFailure
{
    /// <summary>The message is malformed; found here or by the platform.</summary>
    InvalidMessage,

    /// <summary>The message is longer than the platform takes.</summary>
    TooLong,

    /// <summary>There is no such recipient.</summary>
    RecipientUnknown,

    /// <summary>The bot is not a member of the chat.</summary>
    BotNotInChat,

    /// <summary>The chat has been dissolved.</summary>
    ChatDissolved,

    /// <summary>The chat, its settings or its owner forbid it.</summary>
    ChatForbids,

    /// <summary>This person cannot be reached by this bot.</summary>
    UserUnavailable,

    /// <summary>The message replied to is gone, hidden, or takes no reply of this kind.</summary>
    ReplyTargetUnavailable,

    /// <summary>The platform does not accept what the message says.</summary>
    ContentRejected,

    /// <summary>The app lacks a permission.</summary>
    PermissionMissing,

    /// <summary>The app is disabled, not released, or has no bot.</summary>
    BotDisabled,

    /// <summary>The app's list of allowed addresses does not have ours.</summary>
    AddressNotAllowed,

    /// <summary>The month's calls are used up.</summary>
    QuotaExhausted,

    /// <summary>The platform gives out no token for these credentials, or rejects a fresh one.</summary>
    TokenRefused,

    /// <summary>Too many messages wait already; this one was not sent.</summary>
    TooMany,

    /// <summary>The platform went on limiting for as long as we may wait; this message was not sent.</summary>
    RateLimited,

    /// <summary>No answer, or none to rely on: whether the message was sent is unknown.</summary>
    NoAnswer,

    /// <summary>A refusal with a code this version does not know.</summary>
    Refused,
}
