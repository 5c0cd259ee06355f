namespace FeishuOrleans.Grains.Accounts;

/// <summary>What a look at everything came to.</summary>
internal enum TendResult
{
    Done,

    /// <summary>Storage failed somewhere: look again soon.</summary>
    Undone,

    /// <summary>Nothing to own: there is no such account, or somebody else has it.</summary>
    NotOurs,
}
