using FeishuOrleans.Storage.Tests.Providers;
using FeishuOrleans.Testing;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Storage.Tests.Sqlite;

/// <summary>A killed process leaves the file and its write-ahead log as they are at that moment. A copy of both, taken
/// while the process is alive and writing nothing, is exactly that. (The silo's tests kill a real process.)</summary>
public sealed class CrashTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Open_AfterAKill_HasEverythingThatWasWritten()
    {
        var cancel = TestContext.Current.CancellationToken;
        var grain = GrainId.Create("feishu-account", "a1");
        var left = _directory.Beside("left-behind");
        using (var storage = await OrleansStorage.OpenAsync(SqlitePlace.Settings(_directory.Path)))
        {
            var written = new GrainState<List<string>>(["identity", "epoch 7"]);
            await storage.States.WriteStateAsync("state", grain, written, cancel).Within(what: "the write of the state");
            var reminder = new ReminderEntry { GrainId = grain, ReminderName = "keep", StartAt = DateTime.UnixEpoch, Period = TimeSpan.FromMinutes(1) };
            await storage.Reminders.UpsertRow(reminder, cancel).Within(what: "the reminder's registration");
            CopyFiles(_directory.Path, left);
        }

        using var again = await OrleansStorage.OpenAsync(SqlitePlace.Settings(left));

        var found = new GrainState<List<string>>();
        await again.States.ReadStateAsync("state", grain, found, cancel).Within(what: "the state");
        Assert.Equal(["identity", "epoch 7"], found.State);
        Assert.NotNull(await again.Reminders.ReadRow(grain, "keep", cancel).Within(what: "the reminder"));
        Assert.Equal("ok", IntegrityOf(again));
    }

    private static object? IntegrityOf(OrleansStorage storage)
    {
        using var connection = (SqliteConnection)storage.Database.GrainState.OpenConnection();
        using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check;";
        return check.ExecuteScalar();
    }

    private static void CopyFiles(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
    }
}
