using FeishuOrleans.AdminClient.Terminals;
using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.AdminClient.Watching;

/// <summary>A line for each change, for pipes and files.</summary>
/// <param name="terminal">Changes go to its output, the loss of the cluster to its errors.</param>
/// <param name="format">Writes a change on one line.</param>
internal sealed class ChangeLineView(ITerminal terminal, Func<AccountChange, string> format) : IWatchView
{
    private readonly ChangeDetector _changes = new();
    private bool _lost;

    public void Show(IReadOnlyList<AccountStatus> accounts)
    {
        if (_lost)
            terminal.Error.WriteLine("The cluster answers again.");
        _lost = false;
        foreach (var change in _changes.Next(accounts))
            terminal.Output.WriteLine(format(change));
    }

    public void ShowLoss(CommandFailedException cause)
    {
        if (!_lost)
            terminal.Error.WriteLine($"error: {cause.Message}\nTrying again until it answers; Ctrl-C ends.");
        _lost = true;
    }
}
