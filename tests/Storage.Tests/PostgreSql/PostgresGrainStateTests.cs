using FeishuOrleans.Storage.Tests.Providers;

namespace FeishuOrleans.Storage.Tests.PostgreSql;

public sealed class PostgresGrainStateTests(PostgresFixture fixture) : GrainStateContract(() => PostgresPlace.MakeAsync(fixture));
