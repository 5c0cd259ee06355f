using BenchmarkDotNet.Attributes;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage;
using FeishuOrleans.Storage.AzureStorage;
using FeishuOrleans.Storage.AzureStorage.Journal;
using FeishuOrleans.Storage.PostgreSql;
using FeishuOrleans.Storage.PostgreSql.Journal;
using FeishuOrleans.Storage.Sqlite;
using FeishuOrleans.Storage.Sqlite.Journal;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Processes;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Benchmarks.Micro;

/// <summary>One durable commit of events of 1 KB over 100 accounts, into a journal that grows; figures are for an event.</summary>
[MemoryDiagnoser]
public class JournalAppendBenchmark : IAsyncDisposable
{
    private const int Accounts = 100;

    private readonly Stack<object> _open = new();
    private IJournalStore? _journal;
    private int _number;

    /// <summary>PostgreSQL with fsync on and Azurite, each on this machine.</summary>
    [Params(StorageProvider.Sqlite, StorageProvider.PostgreSql, StorageProvider.AzureStorage)]
    public string Provider { get; set; } = StorageProvider.Sqlite;

    /// <summary>Events in a commit: about what gathers at saturation, and a lone event.</summary>
    [Params(1, 300)]
    public int Group { get; set; }

    [GlobalSetup]
    public async Task OpenAsync() => _journal = Provider switch
    {
        StorageProvider.PostgreSql => await OpenPostgresAsync(),
        StorageProvider.AzureStorage => await OpenAzureAsync(),
        _ => Kept(new SqliteJournal(new JournalDatabase(new DataDirectory(Kept(new TemporaryDirectory()).Path)), Options.Create(new JournalOptions()))),
    };

    [Benchmark]
    public Task<AppendResult[]> Append()
    {
        var entries = new JournalEntry[Group];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = Entry(_number++);
        return _journal!.AppendAsync(entries, CancellationToken.None);
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        foreach (var one in _open)
            await (one is IAsyncDisposable waits ? waits.DisposeAsync() : Now((IDisposable)one));
        GC.SuppressFinalize(this);
    }

    private async Task<IJournalStore> OpenPostgresAsync()
    {
        var server = Kept(await PostgresServer.StartAsync());
        var database = Kept(new PostgresDatabase(new StorageOptions { ConnectionString = await server.CreateDatabaseAsync() }));
        database.Prepare();
        return new PostgresJournal(database, Options.Create(new JournalOptions()));
    }

    private async Task<IJournalStore> OpenAzureAsync()
    {
        var server = Kept(await AzuriteServer.StartAsync());
        var tables = new AzureTables(new StorageOptions { ConnectionString = server.ConnectionString });
        await tables.PrepareAsync(CancellationToken.None);
        return new AzureJournal(tables, Options.Create(new JournalOptions()));
    }

    /// <summary>Disposed at the end, in the reverse order.</summary>
    private T Kept<T>(T one)
        where T : notnull
    {
        _open.Push(one);
        return one;
    }

    private static ValueTask Now(IDisposable one)
    {
        one.Dispose();
        return ValueTask.CompletedTask;
    }

    private static JournalEntry Entry(int number) => new(
        $"account-{number % Accounts}", $"message:om_{number:x32}", "im.message.receive_v1", "oc_1", DateTimeOffset.UnixEpoch.AddMilliseconds(number), Payload);

    private static readonly byte[] Payload = Samples.Message(1);
}
