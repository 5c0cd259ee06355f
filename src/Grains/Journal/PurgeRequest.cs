namespace FeishuOrleans.Grains.Journal;

/// <summary>What may go. Events that a subscription has not finished, or has set aside, stay whatever is asked.</summary>
/// <param name="AccountId">The account.</param>
/// <param name="ReceivedBefore">Events received later stay.</param>
/// <param name="KeysBefore">Deduplication keys of events received later stay. Keys of other accounts that are as old may go with them.</param>
/// <param name="MaxEvents">At most this many events and as many keys in one call, so that appends never wait long.</param>
public sealed record PurgeRequest(
    string AccountId,
    DateTimeOffset ReceivedBefore,
    DateTimeOffset KeysBefore,
    int MaxEvents);
