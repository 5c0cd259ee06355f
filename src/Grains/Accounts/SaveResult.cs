namespace FeishuOrleans.Grains.Accounts;

/// <summary>How a write of the account's state went.</summary>
internal enum SaveResult
{
    Saved,

    /// <summary>Not saved, as far as can be known; the state in memory is the old one.</summary>
    Failed,

    /// <summary>Somebody else wrote it since it was read: this activation is not the owner.</summary>
    Lost,
}
