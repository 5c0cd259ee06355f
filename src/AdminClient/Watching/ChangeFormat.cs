using System.Globalization;
using FeishuOrleans.AdminClient.Output;

namespace FeishuOrleans.AdminClient.Watching;

/// <summary>The two ways a change is written on a line.</summary>
internal static class ChangeFormat
{
    /// <summary>The status as in <c>accounts show</c>, on one line.</summary>
    public static string Json(AccountChange change) => change.Status is { } status
        ? StatusJson.Line(status)
        : StatusJson.Line(new RemovedAccount(change.AccountId));

    /// <summary>For people: when it was seen, which account, how it is.</summary>
    public static string Text(AccountChange change, DateTimeOffset now)
    {
        var seen = now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (change.Status is not { } status)
            return $"{seen} {change.AccountId} removed";
        string[] facts =
        [
            $"{seen} {status.AccountId} {StatusText.Phase(status)}",
            $"attempt {StatusText.Attempt(status, now)}",
            $"silo {status.Silo ?? "-"}",
            $"epoch {status.Epoch}",
            $"bot {StatusText.Identity(status)}",
            .. StatusText.Concerns(status),
        ];
        return string.Join("; ", facts);
    }
}
