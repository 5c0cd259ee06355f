using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace FeishuOrleans.Storage.Sqlite.Journal;

/// <summary>
/// A statement that is prepared once and run without allocating, as the driver's commands and readers cannot. Parameters count from 1, columns from 0. Used by one thread at a time.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private const uint KeptForLong = 1; // SQLITE_PREPARE_PERSISTENT

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public SqliteStatement(SqliteConnection connection, string sql)
    {
        _database = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_database, sql, KeptForLong, out _statement));
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value) => value is { } number ? Bind(parameter, number) : BindNull(parameter);

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
            return BindNull(parameter);
        // An empty span has no address, and SQLite takes that for null.
        Check(value.Length == 0 ? raw.sqlite3_bind_text(_statement, parameter, "") : raw.sqlite3_bind_text16(_statement, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, parameter, 0) : raw.sqlite3_bind_blob(_statement, parameter, value));
        return this;
    }

    /// <summary>Runs to the next row. After the last one, and after a failure, the statement is ready to be bound again.</summary>
    /// <returns>Whether there is a row.</returns>
    /// <exception cref="SqliteException">It failed.</exception>
    public bool Step() => TryStep(out var code) || (code == raw.SQLITE_DONE ? false : throw Failure(code));

    /// <summary>As <see cref="Step"/>, with the result code instead of an exception.</summary>
    public bool TryStep(out int code)
    {
        code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW)
            return true;
        Reset();
        return false;
    }

    /// <summary>Runs a statement without rows.</summary>
    /// <returns>Rows changed.</returns>
    public int Run()
    {
        if (Step())
            Reset();
        return raw.sqlite3_changes(_database);
    }

    /// <summary>Runs a statement for the first column of its only row.</summary>
    public long? Number()
    {
        if (!Step())
            return null;
        long? number = raw.sqlite3_column_type(_statement, 0) == raw.SQLITE_NULL ? null : Long(0);
        Reset();
        return number;
    }

    /// <summary>Ends the run before its last row; a statement that is not at its end holds the file's snapshot.</summary>
    public void Reset() => _ = raw.sqlite3_reset(_statement); // Repeats the failure of the step, which was reported already.

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public int Size(int column) => raw.sqlite3_column_bytes(_statement, column);

    public void Dispose() => _statement.Dispose();

    private bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    private SqliteStatement BindNull(int parameter)
    {
        Check(raw.sqlite3_bind_null(_statement, parameter));
        return this;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
            throw Failure(code);
    }

    private SqliteException Failure(int code) =>
        new(raw.sqlite3_errmsg(_database).utf8_to_string(), code & 0xff, raw.sqlite3_extended_errcode(_database));
}
