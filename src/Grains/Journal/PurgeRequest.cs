namespace FeishuOrleans.Grains.Journal;

/// <summary>What may go.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="UpTo">The newest event that may go, if it is old enough; set-aside events are kept whatever their sequence.</param>
/// <param name="ReceivedBefore">Events received later stay.</param>
/// <param name="KeysBefore">Deduplication keys of events received later stay.</param>
/// <param name="MaxEvents">At most this many events and as many keys in one call, so that appends never wait long.</param>
public sealed record PurgeRequest(
    string AccountId,
    long UpTo,
    DateTimeOffset ReceivedBefore,
    DateTimeOffset KeysBefore,
    int MaxEvents);
