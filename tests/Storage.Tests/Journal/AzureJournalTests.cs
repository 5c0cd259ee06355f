using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.AzureStorage;
using FeishuOrleans.Storage.AzureStorage.Journal;
using FeishuOrleans.Storage.Tests.AzureStorage;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Storage.Tests.Journal;

/// <summary>The contract on Azure Table Storage, and what its limits add to it.</summary>
public sealed class AzureJournalTests(AzuriteFixture fixture) : JournalContract, IAsyncLifetime
{
    private AzureTables _tables = null!;

    public async ValueTask InitializeAsync()
    {
        _tables = new AzureTables(new StorageOptions { ConnectionString = fixture.Server.ConnectionString }, fixture.NextTable());
        await _tables.PrepareAsync(Cancel);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>More rows and bytes than a transaction takes.</summary>
    [Fact]
    public async Task Append_ManyLargeEvents_AreAllKept()
    {
        var journal = Open();
        var entries = Enumerable.Range(1, 120).Select(number => Entry($"{number}", size: 100_000)).ToArray();

        var results = await AppendAsync(journal, entries);

        Assert.Equal(Enumerable.Range(1, 120).Select(number => New(number)), results);
        Assert.Equal(120, (await ReadAllAsync(journal)).Count);
        Assert.Equal(12_000_000, (await journal.GetHeadAsync(A, Cancel).Within()).Bytes);
    }

    /// <summary>A key that was replaced belongs to the newer event: what is purged with the older one must leave it.</summary>
    [Fact]
    public async Task Purge_KeysOfAnEventThatCameAgainAfterTheWindow_KeepsTheNewer()
    {
        var journal = Open();
        var again = Start + JournalLimits.DeduplicationWindow + TimeSpan.FromHours(1);
        await AppendAsync(journal, Entry("1"), Entry("2"));
        await AppendAsync(journal, Entry("1", at: again));

        await journal.PurgeAsync(new PurgeRequest(A, Start, KeysBefore: Start.AddHours(1), MaxEvents: 100), Cancel).Within();

        Assert.Equal([Again(3), New(4)], await AppendAsync(journal, Entry("1", at: again), Entry("2", at: again)));
    }

    [Fact]
    public async Task SaveProgress_MoreSetAsideThanATransactionTakes_IsAllThere()
    {
        var journal = Open();
        var many = Enumerable.Range(1, 250).Select(number => new SetAsideEvent(number, SetAsideKind.Parked, 1, Start, null, "HTTP 400")).ToArray();
        var finished = SequenceSet.Of(Enumerable.Range(1, 5_000).Select(number => 1_000 + (2L * number)));
        var update = new ProgressUpdate(A, Webhook, 1, 1_000, finished, many, [], IsPaused: false);

        Assert.Equal<bool[]>([true], await journal.SaveProgressAsync([update], Cancel).Within());

        var state = await journal.ReadSubscriptionAsync(A, Webhook, Cancel).Within();
        Assert.Equal(1_000, state.LowWater);
        Assert.Equal(finished, state.Finished);
        Assert.Equal(many, state.SetAside);
        Assert.Equal<bool[]>([true], await journal.SaveProgressAsync([update with { Set = [], Cleared = [.. many.Select(one => one.Sequence), 9_999] }], Cancel).Within());
        Assert.Empty((await journal.ReadSubscriptionAsync(A, Webhook, Cancel).Within()).SetAside);
    }

    [Fact]
    public async Task Append_NobodyAnswers_IsAJournalExceptionWithoutTheKey()
    {
        var nowhere = $"DefaultEndpointsProtocol=http;AccountName=away;AccountKey=c2VjcmV0;TableEndpoint=http://127.0.0.1:{FreePort.Next()}/away;";
        var journal = new AzureJournal(new AzureTables(new StorageOptions { ConnectionString = nowhere }), Options.Create(new JournalOptions()));

        var failure = await Assert.ThrowsAsync<JournalException>(() => AppendAsync(journal, Entry("1")));

        Assert.Equal("The storage account 'away' cannot be reached.", failure.Message);
    }

    protected override IJournalStore Open(JournalOptions? options = null) => new AzureJournal(_tables, Options.Create(options ?? new JournalOptions()));
}
