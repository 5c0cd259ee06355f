using FeishuOrleans.Storage.Tests.Providers;

namespace FeishuOrleans.Storage.Tests.PostgreSql;

public sealed class PostgresGatewayListTests(PostgresFixture fixture) : GatewayListContract(() => PostgresPlace.MakeAsync(fixture));
