using FeishuOrleans.AdminClient.Output;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FeishuOrleans.AdminClient.Watching;

/// <summary>Composes one picture of the live view.</summary>
/// <param name="title">Names what is watched.</param>
/// <param name="time">Clock that ages are counted by.</param>
/// <param name="height">Lines that the terminal has now.</param>
internal sealed class WatchScreen(string title, TimeProvider time, Func<int> height)
{
    /// <summary>Title, heading, hint, blank lines, and room for the note that the cluster is lost.</summary>
    private const int LinesAroundAccounts = 10;

    /// <summary>A fault with its advice on a terminal of usual width.</summary>
    private const int LinesOfConcern = 2;

    private DateTimeOffset _asOf;

    /// <summary>The accounts; with <paramref name="loss"/>, as they were when the cluster last answered.</summary>
    public IRenderable Render(IReadOnlyList<AccountStatus> accounts, CommandFailedException? loss)
    {
        var now = time.GetUtcNow();
        if (loss is null)
            _asOf = now;
        var shown = Fit(accounts);
        List<IRenderable> lines = [new Text($"{title}: {Summary(accounts)}"), Text.Empty];
        if (loss is not null)
            lines.AddRange(LossLines(loss, now));
        lines.Add(AccountTable.Render(shown, now));
        if (shown.Count < accounts.Count)
            lines.Add(new Text($"... and {accounts.Count - shown.Count} more that need less attention"));
        lines.Add(Text.Empty);
        lines.Add(new Text("Ctrl-C ends.", new Style(Color.Grey)));
        return new Rows(lines);
    }

    private IEnumerable<IRenderable> LossLines(CommandFailedException loss, DateTimeOffset now)
    {
        var style = new Style(Color.Red, decoration: Decoration.Bold);
        yield return new Text($"No answer for {RelativeTime.Span(now - _asOf)}, trying again. What follows is the last answer.", style);
        yield return new Text(PlainText.Clean(loss.Message.Split('\n')[0]), style);
        yield return Text.Empty;
    }

    /// <summary>When there are more accounts than lines, those that are not as wanted come first.</summary>
    private IReadOnlyList<AccountStatus> Fit(IReadOnlyList<AccountStatus> accounts)
    {
        var room = Math.Max(1, height() - LinesAroundAccounts);
        if (accounts.Sum(Lines) <= room)
            return accounts;
        return [.. accounts
            .OrderByDescending(Urgency)
            .ThenBy(account => account.AccountId, StringComparer.Ordinal)
            .TakeWhile(account => (room -= Lines(account)) >= 0)];
    }

    private static int Lines(AccountStatus account) => 1 + (LinesOfConcern * StatusText.Concerns(account).Count());

    private static int Urgency(AccountStatus account) => account.Phase switch
    {
        ConnectionPhase.Faulted => 5,
        ConnectionPhase.Stale => 4,
        ConnectionPhase.Backoff => 3,
        ConnectionPhase.Connecting => 2,
        ConnectionPhase.Connected => 1,
        _ => 0,
    };

    private static string Summary(IReadOnlyList<AccountStatus> accounts)
    {
        var phases = accounts
            .GroupBy(account => account.Phase)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Count()} {StatusText.Phase(group.First())}");
        var noun = accounts.Count == 1 ? "account" : "accounts";
        return accounts.Count == 0 ? "no accounts" : $"{accounts.Count} {noun}, {string.Join(", ", phases)}";
    }
}
