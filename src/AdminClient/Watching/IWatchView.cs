using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Watching;

/// <summary>Shows what a watch sees.</summary>
internal interface IWatchView
{
    /// <summary>The accounts as they are now, ordered by id.</summary>
    void Show(IReadOnlyList<AccountStatus> accounts);

    /// <summary>The cluster does not answer; called again with every attempt that fails.</summary>
    void ShowLoss(CommandFailedException cause);
}
