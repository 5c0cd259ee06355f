using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Sqlite;
using FeishuOrleans.Storage.Sqlite.Journal;
using FeishuOrleans.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Storage.Tests.Journal;

/// <summary>The contract on SQLite, and what SQLite adds to it.</summary>
public sealed class SqliteJournalTests : JournalContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly List<SqliteJournal> _open = [];

    private string FilePath => Path.Combine(_directory.Path, JournalDatabase.FileName);

    public void Dispose()
    {
        _open.ForEach(journal => journal.Dispose());
        _directory.Dispose();
    }

    [Fact]
    public async Task Writer_ItsConnection_IsDurableAndLeavesTheLogToTheCheckpoints()
    {
        var journal = OpenAt(_directory.Path);

        foreach (var (pragma, expected) in new[] { ("synchronous", "2"), ("journal_mode", "wal"), ("wal_autocheckpoint", "0") })
            Assert.Equal(expected, await journal.Writer.PostAsync(session => Scalar(session.Connection, $"PRAGMA {pragma};")).Within());
    }

    [Fact]
    public async Task Open_AfterAKill_HasEverythingThatWasPromised()
    {
        var journal = OpenAt(_directory.Path);
        await AppendAsync(journal, Entry("1"), Entry("2"));
        var generation = (await journal.GetHeadAsync(A, Cancel).Within()).Generation;

        // What a killed process leaves is the files as they are: nothing runs that could tidy up.
        var left = _directory.Beside("left-behind");
        Directory.CreateDirectory(left);
        foreach (var file in Directory.GetFiles(_directory.Path))
            File.Copy(file, Path.Combine(left, Path.GetFileName(file)));
        var again = OpenAt(left);

        Assert.Equal([1, 2], Sequences(await ReadAllAsync(again)));
        Assert.Equal([Again(2), New(3)], await AppendAsync(again, Entry("2"), Entry("3")));
        Assert.Equal(generation, (await again.GetHeadAsync(A, Cancel).Within()).Generation);
        Assert.Equal("ok", await again.Writer.PostAsync(session => Scalar(session.Connection, "PRAGMA integrity_check;")).Within());
    }

    [Fact]
    public async Task Append_DiskFull_PromisesNothingAndGoesOnOnceThereIsSpace()
    {
        var journal = OpenAt(_directory.Path);
        await AppendAsync(journal, Entry("1"));
        await journal.Writer.PostAsync(session => Scalar(session.Connection, "PRAGMA max_page_count = 1;")).Within();

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, Entry("2"), Entry("3", size: 100_000)));

        Assert.Contains("full", failure.Message, StringComparison.Ordinal);
        Assert.Contains(FilePath, failure.Message, StringComparison.Ordinal);
        await journal.Writer.PostAsync(session => Scalar(session.Connection, "PRAGMA max_page_count = 1000000;")).Within();
        Assert.Equal([New(2), New(3)], await AppendAsync(journal, Entry("2"), Entry("3", size: 100_000)));
    }

    [Fact]
    public async Task Append_FileLockedByAnotherProcess_FailsInTimeAndGoesOnAfterwards()
    {
        var journal = OpenAt(_directory.Path);
        await AppendAsync(journal, Entry("1"));
        using (var other = new SqliteConnection($"Data Source={FilePath};Pooling=false"))
        {
            await other.OpenAsync(Cancel);
            Scalar(other, "BEGIN IMMEDIATE;");

            var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, Entry("2")));

            Assert.Contains("locked by another process", failure.Message, StringComparison.Ordinal);
        }

        Assert.Equal([New(2)], await AppendAsync(journal, Entry("2")));
    }

    [Fact]
    public async Task Append_AnotherSiloWroteTheAccountBetween_TheHeadIsReadAgain()
    {
        SqliteJournal first = OpenAt(_directory.Path), second = OpenAt(_directory.Path);

        await AppendAsync(first, Entry("1"));
        await AppendAsync(second, Entry("2"));

        Assert.Equal([New(3)], await AppendAsync(first, Entry("3")));
        Assert.Equal([New(4)], await AppendAsync(second, Entry("4")));
    }

    [Fact]
    public async Task Append_Closed_SaysSo()
    {
        var journal = OpenAt(_directory.Path);
        journal.Dispose();
        _open.Clear();

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, Entry("1")));

        Assert.Contains("closed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_NewerSchemaThatWeCannotRead_IsRefused()
    {
        OpenAt(_directory.Path);
        using (var connection = new SqliteConnection($"Data Source={FilePath};Pooling=false"))
        {
            connection.Open();
            Scalar(connection, $"UPDATE SchemaVersion SET Version = 9, ReadableFrom = {JournalSchema.Upgrade.Version + 1};");
        }

        var refused = Assert.Throws<StorageSetupException>(() => OpenAt(_directory.Path));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_NotADatabase_IsRefused()
    {
        Directory.CreateDirectory(_directory.Path);
        File.WriteAllText(FilePath, new string('x', 5_000));

        var refused = Assert.Throws<StorageSetupException>(() => OpenAt(_directory.Path));

        Assert.Contains(FilePath, refused.Message, StringComparison.Ordinal);
    }

    protected override IJournalStore Open(JournalOptions? options = null) => OpenAt(_directory.Path, options);

    private SqliteJournal OpenAt(string path, JournalOptions? options = null)
    {
        var journal = new SqliteJournal(new JournalDatabase(new DataDirectory(path)), Options.Create(options ?? new JournalOptions()));
        _open.Add(journal);
        return journal;
    }

    private static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()?.ToString();
    }
}
