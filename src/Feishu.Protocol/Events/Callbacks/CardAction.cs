namespace Feishu.Protocol.Events.Callbacks;

/// <summary>Body of <see cref="EventTypes.CardAction"/>: a user acted on a card.</summary>
public sealed class CardAction : EventView
{
    public CallbackOperator? Operator { get; init; }

    /// <summary>Allows two updates of the card within 30 minutes: a credential, never log it.</summary>
    public string? Token { get; init; }

    public CardElementAction? Action { get; init; }

    /// <summary>Where the card is shown, for example <c>im_message</c>.</summary>
    public string? Host { get; init; }

    /// <summary><c>url_preview</c> for link previews, else absent.</summary>
    public string? DeliveryType { get; init; }

    public CallbackContext? Context { get; init; }
}
