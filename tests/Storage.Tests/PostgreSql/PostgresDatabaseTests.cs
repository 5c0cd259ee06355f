using FeishuOrleans.Storage.PostgreSql;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Npgsql;

namespace FeishuOrleans.Storage.Tests.PostgreSql;

public sealed class PostgresDatabaseTests(PostgresFixture fixture) : IAsyncLifetime
{
    private string _connectionString = "";

    public async ValueTask InitializeAsync() => _connectionString = await fixture.Server.CreateDatabaseAsync();

    public async ValueTask DisposeAsync() => await fixture.Server.DropDatabaseAsync(_connectionString);

    [Fact]
    public async Task Prepare_ManyAtOnceOnAnEmptyDatabase_AllSucceed()
    {
        await Task
            .WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Prepare(), TestContext.Current.CancellationToken)))
            .Within(what: "eight starts at once");

        Assert.Equal($"{PostgresSchema.Upgrade.Version}|1", await QueryAsync("SELECT Version, ReadableFrom FROM SchemaVersion;"));
    }

    [Fact]
    public async Task Prepare_NewerSchemaThatWeCannotRead_IsRefusedAndChangesNothing()
    {
        Prepare();
        var next = PostgresSchema.Upgrade.Version + 1;
        await QueryAsync($"UPDATE SchemaVersion SET Version = {next + 1}, ReadableFrom = {next};");

        var refused = Assert.Throws<StorageSetupException>(() => Prepare());

        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("127.0.0.1", refused.Message, StringComparison.Ordinal);
        Assert.Equal($"{next + 1}|{next}", await QueryAsync("SELECT Version, ReadableFrom FROM SchemaVersion;"));
    }

    [Fact]
    public async Task Prepare_NewerSchemaThatWeCanRead_KeepsItsStatements()
    {
        Prepare();
        await QueryAsync($"UPDATE SchemaVersion SET Version = {PostgresSchema.Upgrade.Version + 1}; UPDATE OrleansQuery SET QueryText = 'newer';");

        Prepare();

        Assert.Equal("newer", await QueryAsync("SELECT DISTINCT QueryText FROM OrleansQuery;"));
    }

    [Fact]
    public void Prepare_NoServer_SaysWhereItLookedAndNotWithWhichPassword()
    {
        var refused = Assert.Throws<StorageSetupException>(() => Prepare($"Host=127.0.0.1;Port={FreePort.Next()};Database=feishu;Username=u;Password=s3cret"));

        Assert.Contains("'feishu' on '127.0.0.1:", refused.Message, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Prepare_NoSuchDatabase_SaysSo()
    {
        var missing = new NpgsqlConnectionStringBuilder(_connectionString) { Database = "nobody" }.ToString();

        var refused = Assert.Throws<StorageSetupException>(() => Prepare(missing));

        Assert.Contains("is not there: create it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_CommitsThatAreNotDurable_AreRefused()
    {
        await QueryAsync($"ALTER DATABASE {Name} SET synchronous_commit = off;");

        var refused = Assert.Throws<StorageSetupException>(() => Prepare());

        Assert.Contains("synchronous_commit 'off'", refused.Message, StringComparison.Ordinal);
    }

    private string Name => new NpgsqlConnectionStringBuilder(_connectionString).Database!;

    private void Prepare(string? connectionString = null)
    {
        using var database = new PostgresDatabase(new StorageOptions { ConnectionString = connectionString ?? _connectionString });
        database.Prepare();
    }

    private async Task<string> QueryAsync(string sql) => (await fixture.Server.ExecuteAsync(sql, Name)).Trim();
}
