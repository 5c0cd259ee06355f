using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using Microsoft.Data.Sqlite;

namespace FeishuOrleans.Silo.Tests.Api.Events;

/// <summary>The journal is another one than before: restored from a backup, or lost.</summary>
public sealed class ChangedHistoryTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private ApiSilo Silo => fixture.Silo;

    /// <summary>Also while events come all the time: once it was only looked at when none came.</summary>
    [Fact]
    public async Task Stream_JournalIsRestoredUnderLoad_EndsAndItsIdsAreGone()
    {
        await Silo.AddAccountAsync("restored");
        await Silo.ReceiveAsync("restored", 3);
        using var reader = await EventReader.OpenAsync(Silo, "/api/accounts/restored/events?from=earliest");
        for (var i = 0; i < 3; i++)
            await reader.NextAsync();

        await RestoreAsync("restored");
        var rest = reader.RestAsync();
        while (!rest.IsCompleted)
            await Silo.ReceiveAsync("restored");
        await rest;

        var answer = await Silo.SendAsync("GET", "/api/accounts/restored/events", change: request => request.Headers.Add("Last-Event-ID", reader.LastId));
        Assert.Equal((410, "history-gone"), (answer.Status, answer.Problem));
        using var anew = await EventReader.OpenAsync(Silo, "/api/accounts/restored/events?from=earliest");
        Assert.StartsWith("restored:", (await anew.NextAsync()).Id, StringComparison.Ordinal);
    }

    private async Task RestoreAsync(string id)
    {
        await using var journal = new SqliteConnection($"Data Source={Path.Combine(Silo.DataDirectory, "journal.db")}");
        await journal.OpenAsync().Within(what: "the journal");
        await using var change = journal.CreateCommand();
        change.CommandText = "UPDATE Account SET Generation = 'restored' WHERE AccountId = $id;";
        change.Parameters.AddWithValue("$id", id);
        Assert.Equal(1, await change.ExecuteNonQueryAsync().Within(what: "the other generation"));
    }
}
