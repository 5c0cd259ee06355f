using FeishuOrleans.Storage.Tests.Providers;

namespace FeishuOrleans.Storage.Tests.PostgreSql;

/// <summary>A database.</summary>
public sealed class PostgresPlace : IStoragePlace
{
    private readonly PostgresFixture _fixture;
    private readonly string _connectionString;

    private PostgresPlace(PostgresFixture fixture, string connectionString) => (_fixture, _connectionString) = (fixture, connectionString);

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Storage:Provider"] = StorageProvider.PostgreSql,
        ["Storage:ConnectionString"] = _connectionString,
    };

    public static async Task<IStoragePlace> MakeAsync(PostgresFixture fixture) => new PostgresPlace(fixture, await fixture.Server.CreateDatabaseAsync());

    public async ValueTask DisposeAsync() => await _fixture.Server.DropDatabaseAsync(_connectionString);
}
