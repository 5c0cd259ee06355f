namespace FeishuOrleans.Storage.Journal;

/// <summary>Times as the journal keeps them: milliseconds since 1970.</summary>
internal static class JournalTime
{
    public static long ToStored(DateTimeOffset time) => time.ToUnixTimeMilliseconds();

    public static DateTimeOffset FromStored(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
