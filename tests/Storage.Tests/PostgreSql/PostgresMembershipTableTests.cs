using FeishuOrleans.Storage.Tests.Providers;

namespace FeishuOrleans.Storage.Tests.PostgreSql;

public sealed class PostgresMembershipTableTests(PostgresFixture fixture) : MembershipTableContract(() => PostgresPlace.MakeAsync(fixture));
