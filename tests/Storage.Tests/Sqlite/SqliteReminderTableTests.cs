using FeishuOrleans.Storage.Tests.Providers;

namespace FeishuOrleans.Storage.Tests.Sqlite;

public sealed class SqliteReminderTableTests() : ReminderTableContract(SqlitePlace.MakeAsync);
