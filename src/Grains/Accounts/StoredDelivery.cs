using FeishuOrleans.Grains.Journal;

namespace FeishuOrleans.Grains.Accounts;

/// <summary>What storage knows of an account's delivery beside the webhook itself.</summary>
[GenerateSerializer, Immutable, Alias("feishu.StoredDelivery")]
internal sealed record StoredDelivery
{
    /// <summary>The last event that was received before there was a webhook; null only until the change that brings one is stored.</summary>
    [Id(0)]
    public JournalPlace? After { get; init; }

    /// <summary>Since when the operator holds delivery; null when nobody does.</summary>
    [Id(1)]
    public DateTimeOffset? PausedSince { get; init; }

    /// <summary>When the present webhook echoed the challenge; null while it has not.</summary>
    [Id(2)]
    public DateTimeOffset? EchoedAt { get; init; }
}
