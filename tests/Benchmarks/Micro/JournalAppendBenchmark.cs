using BenchmarkDotNet.Attributes;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Storage.Sqlite;
using FeishuOrleans.Storage.Sqlite.Journal;
using FeishuOrleans.Testing;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Benchmarks.Micro;

/// <summary>One durable commit of events of 1 KB over 100 accounts, into a journal that grows; figures are for an event.</summary>
[MemoryDiagnoser]
public class JournalAppendBenchmark : IDisposable
{
    private const int Accounts = 100;

    private readonly TemporaryDirectory _directory = new();
    private SqliteJournal? _journal;
    private int _number;

    /// <summary>Events in a commit: about what gathers at saturation, and a lone event.</summary>
    [Params(1, 300)]
    public int Group { get; set; }

    [GlobalSetup]
    public void Open() => _journal = new SqliteJournal(new JournalDatabase(new DataDirectory(_directory.Path)), Options.Create(new JournalOptions()));

    [Benchmark]
    public Task<AppendResult[]> Append()
    {
        var entries = new JournalEntry[Group];
        for (var i = 0; i < entries.Length; i++)
            entries[i] = Entry(_number++);
        return _journal!.AppendAsync(entries, CancellationToken.None);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _journal?.Dispose();
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    private static JournalEntry Entry(int number) => new(
        $"account-{number % Accounts}", $"message:om_{number:x32}", "im.message.receive_v1", "oc_1", DateTimeOffset.UnixEpoch.AddMilliseconds(number), Payload);

    private static readonly byte[] Payload = Samples.Message(1);
}
