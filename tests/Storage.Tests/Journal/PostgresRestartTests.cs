using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.PostgreSql;
using FeishuOrleans.Storage.PostgreSql.Journal;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Storage.Tests.Journal;

/// <summary>A server of its own that dies in the middle, as <c>pg_ctl restart -m immediate</c> does it.</summary>
public sealed class PostgresRestartTests : IAsyncLifetime
{
    private const string Account = "a1";
    private const int Writers = 4;

    private readonly Signal<(string Id, long Sequence)> _promised = new();
    private PostgresServer _server = null!;
    private PostgresDatabase _database = null!;
    private PostgresJournal _journal = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PostgresServer.StartAsync();
        _database = new PostgresDatabase(new StorageOptions { ConnectionString = await _server.CreateDatabaseAsync() });
        _database.Prepare();
        _journal = new PostgresJournal(_database, Options.Create(new JournalOptions()));
    }

    public async ValueTask DisposeAsync()
    {
        _database.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Append_ServerDiesInTheMiddle_NothingPromisedIsLostAndItGoesOn()
    {
        var failed = new Signal<JournalException>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var writers = Enumerable.Range(0, Writers).Select(writer => Task.Run(() => WriteAsync(writer, failed, enough.Token), Cancel)).ToArray();
        await UntilPromisedAsync(500);

        await _server.StopAtOnceAsync().Within(what: "the server's death");
        await failed.CountAsync(2 * Writers).Within(what: "appends that fail while the server is away");
        await _server.StartAgainAsync().Within(what: "the server's recovery");
        var before = _promised.Items.Count;
        await UntilPromisedAsync(before + 500);
        await enough.CancelAsync();
        await Task.WhenAll(writers).Within(what: "the writers");

        Assert.All(failed.Items, failure => Assert.DoesNotContain("Username", failure.Message, StringComparison.Ordinal));
        await VerifyAsync();
    }

    private async Task VerifyAsync()
    {
        var kept = (await _journal.ReadAsync(Account, 0, int.MaxValue, int.MaxValue, Cancel).Within())
            .ToDictionary(one => one.Sequence, one => one.Entry.Key);
        Assert.All(_promised.Items, one => Assert.Equal(one.Id, kept[one.Sequence]));
        Assert.Equal(kept.Count, kept.Values.Distinct().Count());
        Assert.Equal(Enumerable.Range(1, kept.Count).Select(number => (long)number), kept.Keys.Order());
        Assert.Equal(kept.Count, (await _journal.GetHeadAsync(Account, Cancel).Within()).Last);
    }

    /// <summary>Writes as the platform pushes: what was not promised comes again.</summary>
    private async Task WriteAsync(int writer, Signal<JournalException> failed, CancellationToken enough)
    {
        for (var number = 0; !enough.IsCancellationRequested;)
        {
            var entry = new JournalEntry(Account, $"event:{writer}-{number}", "test", "oc_1", DateTimeOffset.UnixEpoch, new byte[300]);
            try
            {
                var result = (await _journal.AppendAsync([entry], Cancel).Within(what: "an append")).Single();
                _promised.Add((entry.Key, result.Sequence));
                number++;
            }
            catch (JournalException failure)
            {
                failed.Add(failure);
            }
        }
    }

    private async Task UntilPromisedAsync(int count) => await _promised.CountAsync(count).Within(what: $"{count} appends that succeeded");
}
