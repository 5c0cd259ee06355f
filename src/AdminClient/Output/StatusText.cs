using FeishuOrleans.Grains.Interfaces.Accounts;
using Spectre.Console;

namespace FeishuOrleans.AdminClient.Output;

/// <summary>Parts of a status in words, the same in every view.</summary>
internal static class StatusText
{
    /// <summary>The word that the JSON has.</summary>
    public static string Phase(AccountStatus status) => status.Phase.ToString().ToLowerInvariant();

    public static Style Style(ConnectionPhase phase) => phase switch
    {
        ConnectionPhase.Connected => new Style(Color.Green),
        ConnectionPhase.Faulted => new Style(Color.Red, decoration: Decoration.Bold),
        ConnectionPhase.Stopped => new Style(Color.Grey),
        _ => new Style(Color.Yellow),
    };

    /// <summary>Attempts since the last stable connection and when the next is due.</summary>
    public static string Attempt(AccountStatus status, DateTimeOffset now) => (status.Attempt, status.NextAttemptAt) switch
    {
        (0, null) => "-",
        (_, null) => $"{status.Attempt}",
        (_, { } next) => $"{status.Attempt}, next {RelativeTime.In(next, now)}",
    };

    /// <summary>The bot's name, or its open_id while the platform gave it no name.</summary>
    public static string Identity(AccountStatus status) => status.Identity switch
    {
        null => "-",
        { Name.Length: > 0 } identity => PlainText.Clean(identity.Name),
        { } identity => PlainText.Clean(identity.OpenId),
    };

    /// <summary>What a glance at delivery should show; <c>-</c> without a webhook.</summary>
    public static string Delivery(AccountStatus status)
    {
        if (status.Delivery is not { } delivery)
            return "-";
        var breaker = delivery.Breaker == AccountDelivery.ClosedBreaker ? "" : $", breaker {PlainText.Clean(delivery.Breaker)}";
        var parked = delivery.Parked == 0 ? "" : $", {delivery.Parked} parked";
        return $"{(delivery.Paused ? "paused, " : "")}{delivery.Backlog} waiting{breaker}{parked}";
    }

    /// <summary>What happened, the platform's code, and what to do.</summary>
    public static string Fault(AccountFault fault)
    {
        var code = fault.Code is { } number ? $"{fault.Reason}, code {number}" : fault.Reason;
        return PlainText.Clean($"{fault.Message.TrimEnd('.')} ({code}). {fault.Advice}");
    }

    /// <summary>What a person should look at.</summary>
    public static IEnumerable<string> Concerns(AccountStatus status)
    {
        if (status.Fault is { } fault)
            yield return Fault(fault);
        foreach (var warning in status.Warnings)
            yield return $"warning: {PlainText.Clean(warning)}";
    }
}
