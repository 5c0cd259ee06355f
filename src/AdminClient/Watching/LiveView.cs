using FeishuOrleans.Grains.Interfaces.Accounts;
using Spectre.Console;

namespace FeishuOrleans.AdminClient.Watching;

/// <summary>A table that redraws itself in place.</summary>
internal sealed class LiveView(LiveDisplayContext display, WatchScreen screen) : IWatchView
{
    private IReadOnlyList<AccountStatus> _accounts = [];

    public void Show(IReadOnlyList<AccountStatus> accounts)
    {
        _accounts = accounts;
        display.UpdateTarget(screen.Render(accounts, loss: null));
    }

    public void ShowLoss(CommandFailedException cause) => display.UpdateTarget(screen.Render(_accounts, cause));
}
