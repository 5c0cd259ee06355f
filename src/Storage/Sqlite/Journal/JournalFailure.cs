using FeishuOrleans.Grains.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>SQLite's failures in words that say what to check.</summary>
internal static class JournalFailure
{
    public static JournalException Of(SqliteException failure, string path) =>
        new($"'{path}' {Explain(failure)} (SQLite {failure.SqliteErrorCode}/{failure.SqliteExtendedErrorCode}: {failure.Message})", failure);

    private static string Explain(SqliteException failure) => failure.SqliteErrorCode switch
    {
        raw.SQLITE_FULL => "cannot grow: the disk or a quota is full. Free space, or move Storage:DataDirectory.",
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => "is locked by another process. Look for a backup or a tool that holds it.",
        raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => "cannot be written: check the rights of the file and whether its file system is mounted read-only.",
        raw.SQLITE_CANTOPEN => "cannot be opened: check that the directory is there and its rights.",
        raw.SQLITE_IOERR => "cannot be read or written: the disk reports an error, or is full. Check the system's log.",
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => "is damaged: stop every silo that uses it and restore a backup.",
        _ => "cannot be used.",
    };
}
