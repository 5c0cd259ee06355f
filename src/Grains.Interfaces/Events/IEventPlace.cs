using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Interfaces.Events;

/// <summary>How far a sequence of answers about events is.</summary>
public interface IEventPlace
{
    /// <summary>Id of the event up to which all is done; null while the account never had an event.</summary>
    string? LastEventId { get; }

    /// <summary>Sequence after which it ends; null when it has no end.</summary>
    long? Through { get; }

    /// <summary>Why there is nothing more; null while there may be.</summary>
    AccountRefusal? Refusal { get; }
}
