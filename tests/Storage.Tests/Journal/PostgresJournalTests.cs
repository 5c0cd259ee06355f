using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.PostgreSql;
using FeishuOrleans.Storage.PostgreSql.Journal;
using FeishuOrleans.Storage.Tests.PostgreSql;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Storage.Tests.Journal;

/// <summary>The contract on PostgreSQL, and what PostgreSQL adds to it.</summary>
public sealed class PostgresJournalTests(PostgresFixture fixture) : JournalContract, IAsyncLifetime
{
    private readonly List<PostgresDatabase> _open = [];
    private string _connectionString = "";

    public async ValueTask InitializeAsync() => _connectionString = await fixture.Server.CreateDatabaseAsync();

    public async ValueTask DisposeAsync()
    {
        _open.ForEach(database => database.Dispose());
        await fixture.Server.DropDatabaseAsync(_connectionString);
    }

    [Fact]
    public async Task Append_Closed_SaysSo()
    {
        var journal = Open();
        _open[0].Dispose();

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, Entry("1")));

        Assert.Contains("closed", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Append_TwoSilosWithTheSameAccountsInOtherOrders_NoneWaitsForTheOther()
    {
        IJournalStore[] silos = [Open(), Open(), Open()];
        var accounts = Enumerable.Range(0, 20).Select(number => $"account-{number}").ToArray();

        await Task
            .WhenAll(silos.Select((journal, silo) => Task.Run(() => AppendShuffledAsync(journal, accounts, silo), Cancel)))
            .Within(what: "three silos that write the same accounts");

        foreach (var account in accounts)
            Assert.Equal(90, (await silos[0].GetHeadAsync(account, Cancel).Within()).Last);
    }

    [Fact]
    public async Task Append_AccountsThatVanished_FailsOnceAndMakesThemAnew()
    {
        var journal = Open();
        await AppendAsync(journal, Entry("1"));
        await fixture.Server.ExecuteAsync("TRUNCATE Account, Event, EventKey;", DatabaseOf(_connectionString));

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, Entry("2")));

        Assert.Contains("restored", failure.Message, StringComparison.Ordinal);
        Assert.Equal([New(1)], await AppendAsync(journal, Entry("2")));
    }

    /// <summary>A silo that is suspended in the middle of an append: its transaction stays open, with its locks.</summary>
    [Fact]
    public async Task Append_AnotherSiloHangsWithTheAccountsLock_GoesOnWithinSeconds()
    {
        var journal = Open();
        await AppendAsync(journal, Entry("1"));
        await using var connection = await _open[0].JournalWrites.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await LockedAccounts.TakeAsync(transaction, [A], [], long.MaxValue, Cancel);

        Assert.Equal([New(2)], await AppendAsync(journal, Entry("2")));
    }

    /// <summary>A silo that is cut off in the middle of a save: the next owner of one of its accounts claims the subscription all the same.</summary>
    [Fact]
    public async Task SaveProgress_AnotherSiloHangsWithTheSubscriptionsLock_GoesOnWithinSeconds()
    {
        var journal = Open();
        await AppendAsync(journal, Entry("1"));
        var update = new ProgressUpdate(A, "webhook", Epoch: 1, LowWater: 0, SequenceSet.Empty, [], [], IsPaused: false);
        Assert.True((await journal.SaveProgressAsync([update], Cancel)).Single());
        await using var connection = await _open[0].JournalWrites.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await ProgressWrites.SaveMarksAsync(transaction, [update], [0], Cancel);

        Assert.True((await journal.SaveProgressAsync([update with { Epoch = 2 }], Cancel)).Single());
    }

    protected override IJournalStore Open(JournalOptions? options = null)
    {
        var database = new PostgresDatabase(new StorageOptions { ConnectionString = _connectionString });
        _open.Add(database);
        database.Prepare();
        return new PostgresJournal(database, Options.Create(options ?? new JournalOptions()));
    }

    private static string DatabaseOf(string connectionString) => new Npgsql.NpgsqlConnectionStringBuilder(connectionString).Database!;

    private static async Task AppendShuffledAsync(IJournalStore journal, string[] accounts, int silo)
    {
        var random = new Random(silo);
        for (var round = 0; round < 30; round++)
        {
            var entries = accounts.Select(account => Entry($"{silo}-{round}", account)).ToArray();
            random.Shuffle(entries);
            await journal.AppendAsync(entries, Cancel).Within(what: "an append beside other silos'");
        }
    }
}
