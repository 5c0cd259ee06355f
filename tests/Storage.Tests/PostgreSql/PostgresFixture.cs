using FeishuOrleans.Testing.Processes;

[assembly: AssemblyFixture(typeof(FeishuOrleans.Storage.Tests.PostgreSql.PostgresFixture))]

namespace FeishuOrleans.Storage.Tests.PostgreSql;

/// <summary>One server for the run; each test has a database of its own.</summary>
public sealed class PostgresFixture : IAsyncLifetime
{
    public PostgresServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await PostgresServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
