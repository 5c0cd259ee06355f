using FeishuOrleans.Grains.Interfaces.Accounts;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Everything about one account, a line for each matter.</summary>
internal static class AccountDetails
{
    public static IRenderable Render(AccountStatus account, DateTimeOffset now)
    {
        var grid = new Grid().AddColumn(new GridColumn { NoWrap = true, Padding = new Padding(0, 0, 2, 0) }).AddColumn();
        foreach (var (name, value, style) in Lines(account, now))
            grid.AddRow(new Text(name), new Text(value, style));
        return grid;
    }

    private static IEnumerable<(string Name, string Value, Style Style)> Lines(AccountStatus account, DateTimeOffset now)
    {
        var phase = StatusText.Style(account.Phase);
        yield return ("Account", account.AccountId, Style.Plain);
        yield return ("App", $"{PlainText.Clean(account.AppId)} on {PlainText.Clean(account.Domain)}", Style.Plain);
        yield return ("Registered by", account.Origin.ToString().ToLowerInvariant(), Style.Plain);
        yield return ("Wanted", account.Wanted.ToString().ToLowerInvariant(), Style.Plain);
        yield return ("Phase", $"{StatusText.Phase(account)} for {RelativeTime.Span(now - account.Since)}", phase);
        yield return ("Attempt", StatusText.Attempt(account, now), Style.Plain);
        yield return ("Silo", $"{account.Silo ?? "-"}, epoch {account.Epoch}", Style.Plain);
        yield return ("Identity", Identity(account.Identity, now), Style.Plain);
        yield return ("Connection", Connection(account.Connection, now), Style.Plain);
        yield return ("Counters", Counters(account.Counters), Style.Plain);
        if (account.Delivery is { } delivery)
            yield return ("Delivery", Delivery(delivery, now), Style.Plain);
        if (account.Fault is { } fault)
            yield return ("Fault", StatusText.Fault(fault), phase);
        foreach (var warning in account.Warnings)
            yield return ("Warning", PlainText.Clean(warning), new Style(Color.Yellow));
    }

    private static string Identity(AccountIdentity? identity, DateTimeOffset now) => identity is null
        ? "not known yet"
        : PlainText.Clean($"{identity.Name} ({identity.OpenId}), confirmed {RelativeTime.Ago(identity.VerifiedAt, now)}");

    private static string Connection(AccountConnection? connection, DateTimeOffset now)
    {
        if (connection is null)
            return "none";
        var ping = connection.PingRoundTripMs is { } milliseconds ? $"{milliseconds:0.0} ms" : "-";
        return $"opened {RelativeTime.Ago(connection.ConnectedAt, now)}, last frame {RelativeTime.Ago(connection.LastFrameAt, now)}, "
            + $"last event {RelativeTime.Ago(connection.LastEventAt, now)}, ping {ping}";
    }

    private static string Counters(AccountCounters counters) =>
        $"{counters.Connects} connects, {counters.Events} events, {counters.Duplicates} duplicates, "
            + $"{counters.Acked} acked, {counters.Refused} refused";

    private static string Delivery(AccountDelivery delivery, DateTimeOffset now) =>
        $"{(delivery.Paused ? "paused, " : "")}{delivery.Backlog} waiting, oldest {RelativeTime.Ago(delivery.OldestPendingAt, now)}, "
            + $"breaker {PlainText.Clean(delivery.Breaker)}, {delivery.Parked} parked";
}
