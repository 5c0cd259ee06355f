using System.Globalization;
using FeishuOrleans.Storage.Sqlite;
using FeishuOrleans.Testing;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Tests.Sqlite;

public sealed class ClusterDatabaseTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    private string File => Path.Combine(_directory.Path, ClusterDatabase.FileName);

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Prepare_NoDirectory_MakesOneForItsOwnerOnly()
    {
        Open(_directory.Path);

        Assert.True(System.IO.File.Exists(File));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(_directory.Path));
    }

    [Fact]
    public void Prepare_Done_LeavesTheDatabaseAndItsLogAlone()
    {
        Open(_directory.Path);

        var names = Directory.GetFiles(_directory.Path).Select(Path.GetFileName);
        Assert.All(names, name => Assert.StartsWith(ClusterDatabase.FileName, name, StringComparison.Ordinal));
    }

    [Fact]
    public void Prepare_Connections_AreDurableAndPatient()
    {
        var database = Open(_directory.Path);

        using var connection = (SqliteConnection)database.GrainState.OpenConnection();
        Assert.Equal("wal", Scalar(connection, "PRAGMA journal_mode;"));
        Assert.Equal("1", Scalar(connection, "PRAGMA synchronous;"));
        Assert.Equal("10000", Scalar(connection, "PRAGMA busy_timeout;"));
    }

    [Fact]
    public void Prepare_SecondTime_ChangesNothing()
    {
        Open(_directory.Path);
        var before = Dump();

        Open(_directory.Path);

        Assert.Equal(before, Dump());
        Assert.Contains($"SchemaVersion|1|{ClusterSchema.Upgrade.Version}|1", before);
    }

    [Fact]
    public async Task Prepare_ManyAtOnceOnAnEmptyDirectory_AllSucceed()
    {
        await Task
            .WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Open(_directory.Path), TestContext.Current.CancellationToken)))
            .Within(what: "eight starts at once");

        Assert.Equal("ok", Scalar("PRAGMA integrity_check;"));
    }

    [Fact]
    public void Prepare_NewerSchemaThatWeCannotRead_IsRefusedAndChangesNothing()
    {
        Open(_directory.Path);
        Execute($"UPDATE SchemaVersion SET Version = {ClusterSchema.Upgrade.Version + 2}, ReadableFrom = {ClusterSchema.Upgrade.Version + 1};");
        var before = Dump();

        var refused = Assert.Throws<StorageSetupException>(() => Open(_directory.Path));

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, Dump());
    }

    [Fact]
    public void Prepare_NewerSchemaThatWeCanRead_KeepsItsStatements()
    {
        Open(_directory.Path);
        Execute($"UPDATE SchemaVersion SET Version = {ClusterSchema.Upgrade.Version + 1}; UPDATE OrleansQuery SET QueryText = 'newer';");
        var before = Dump();

        Open(_directory.Path);

        Assert.Equal(before, Dump());
    }

    [Fact]
    public void Prepare_DirectoryBelowAFile_SaysWhichKeyIsWrong()
    {
        var file = _directory.Beside("file");
        System.IO.File.WriteAllText(file, string.Empty);

        var refused = Assert.Throws<StorageSetupException>(() => Open(Path.Combine(file, "data")));

        Assert.StartsWith("Storage:DataDirectory", refused.Message, StringComparison.Ordinal);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_FileThatIsNoDatabase_SaysWhichFileIsWrong()
    {
        Directory.CreateDirectory(_directory.Path);
        System.IO.File.WriteAllText(File, new string('x', 5_000));

        var refused = Assert.Throws<StorageSetupException>(() => Open(_directory.Path));

        Assert.Contains(File, refused.Message, StringComparison.Ordinal);
    }

    private static ClusterDatabase Open(string directory)
    {
        var database = new ClusterDatabase(new DataDirectory(directory));
        database.Prepare();
        return database;
    }

    /// <summary>The schema and every row, so that any change shows.</summary>
    private List<string> Dump()
    {
        using var connection = Connect();
        var rows = Rows(connection, "SELECT * FROM sqlite_schema ORDER BY name");
        foreach (var table in Rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'").ToList())
            rows.AddRange(Rows(connection, $"SELECT '{table}', * FROM {table}"));
        return rows;
    }

    private static List<string> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        return rows;
    }

    private string? Scalar(string sql)
    {
        using var connection = Connect();
        return Scalar(connection, sql);
    }

    private static string? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private void Execute(string sql)
    {
        using var connection = Connect();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={File}");
        connection.Open();
        return connection;
    }
}
