namespace Feishu.Client.Sending;

/// <summary>What a person should do about a message that did not go out.</summary>
public static class SendAdvice
{
    /// <summary>Advice for one kind of failure.</summary>
    public static string For(SendFailure failure) => failure switch
    {
        SendFailure.InvalidMessage => "Correct the message; sending it again unchanged cannot work.",
        SendFailure.TooLong => "Shorten the message or split it.",
        SendFailure.RecipientUnknown => "Check the recipient's id and its type; an open_id is good for one app only.",
        SendFailure.BotNotInChat => "Add the bot to the chat.",
        SendFailure.ChatDissolved => "Nothing can be sent to this chat any more; forget it.",
        SendFailure.ChatForbids => "Ask the chat's owner: its settings decide who may speak and share here.",
        SendFailure.UserUnavailable => "Check in the developer console that this person is within the app's availability, and that they still work here and have not stopped the bot.",
        SendFailure.ReplyTargetUnavailable => "Send a new message to the chat instead of a reply.",
        SendFailure.ContentRejected => "The platform's review refused the content; change it.",
        SendFailure.PermissionMissing => "Add the permission to send messages in the developer console and release the app.",
        SendFailure.BotDisabled => "Check in the developer console that the app has the bot ability, is released and is enabled.",
        SendFailure.AddressNotAllowed => "Add this machine's public address to the app's IP allow list.",
        SendFailure.QuotaExhausted => "The platform takes nothing more from this app this month; ask the administrator for a larger quota.",
        SendFailure.TokenRefused => "Check app id and app secret in the developer console.",
        SendFailure.TooMany => "Not sent. Send less to this chat, or again after the time given.",
        SendFailure.RateLimited => "Not sent. Send it again after the time given, with the same key.",
        SendFailure.NoAnswer => "Send it again with the same key: if it did arrive, it is not sent twice.",
        SendFailure.Refused => "Look the code up in the platform's documentation.",
        _ => throw new ArgumentOutOfRangeException(nameof(failure), failure, "A failure without advice."),
    };
}
