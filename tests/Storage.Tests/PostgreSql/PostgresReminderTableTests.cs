using FeishuOrleans.Storage.Tests.Providers;

namespace FeishuOrleans.Storage.Tests.PostgreSql;

public sealed class PostgresReminderTableTests(PostgresFixture fixture) : ReminderTableContract(() => PostgresPlace.MakeAsync(fixture));
