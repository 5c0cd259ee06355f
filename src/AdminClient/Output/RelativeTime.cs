namespace FeishuOrleans.AdminClient.Output;

/// <summary>Times as people say them. The clocks of cluster and terminal differ, so "ago" never turns into the future.</summary>
internal static class RelativeTime
{
    /// <summary>For example <c>12 s ago</c>; <c>-</c> for null.</summary>
    public static string Ago(DateTimeOffset? time, DateTimeOffset now) =>
        time is { } then ? $"{Span(now - then)} ago" : "-";

    /// <summary>For example <c>in 6 s</c>; <c>-</c> for null.</summary>
    public static string In(DateTimeOffset? time, DateTimeOffset now) =>
        time is { } then ? $"in {Span(then - now)}" : "-";

    /// <summary>One unit, at least two of it above seconds: the error is never more than half.</summary>
    public static string Span(TimeSpan span) => span switch
    {
        { Ticks: < 0 } => "0 s",
        { TotalMinutes: < 2 } => $"{(int)span.TotalSeconds} s",
        { TotalHours: < 2 } => $"{(int)span.TotalMinutes} min",
        { TotalDays: < 2 } => $"{(int)span.TotalHours} h",
        _ => $"{(int)span.TotalDays} d",
    };
}
