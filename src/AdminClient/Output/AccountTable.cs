using System.Globalization;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Accounts as rows, and below them what is wrong with them: faults and advice are too long for a column.</summary>
internal static class AccountTable
{
    private static readonly string[] Columns =
        ["ACCOUNT", "PHASE", "SINCE", "ATTEMPT", "SILO", "IDENTITY", "LAST FRAME", "EVENTS", "DELIVERY"];

    public static IRenderable Render(IReadOnlyList<AccountStatus> accounts, DateTimeOffset now)
    {
        var table = PlainTable.Create(Columns);
        foreach (var account in accounts)
            table.AddRow(Row(account, now));
        var concerns = accounts.SelectMany(Concerns).ToArray();
        return concerns.Length == 0 ? table : new Rows([table, Text.Empty, .. concerns]);
    }

    private static IRenderable[] Row(AccountStatus account, DateTimeOffset now) =>
    [
        new Text(account.AccountId),
        new Text(StatusText.Phase(account), StatusText.Style(account.Phase)),
        new Text(RelativeTime.Ago(account.Since, now)),
        new Text(StatusText.Attempt(account, now)),
        new Text(account.Silo ?? "-"),
        new Text(StatusText.Identity(account)),
        new Text(RelativeTime.Ago(account.Connection?.LastFrameAt, now)),
        new Text(account.Counters.Events.ToString(CultureInfo.InvariantCulture)),
        new Text(StatusText.Delivery(account)),
    ];

    private static IEnumerable<IRenderable> Concerns(AccountStatus account) =>
        StatusText.Concerns(account).Select(
            concern => new Text($"{account.AccountId}: {concern}", StatusText.Style(account.Phase)));
}
