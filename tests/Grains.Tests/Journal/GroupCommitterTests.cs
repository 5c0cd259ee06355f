using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Journal;

public sealed class GroupCommitterTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryJournal _journal = new();
    private readonly LogProbe _logs = new();
    private readonly MeterProbe _meters = new();
    private readonly JournalHealth _health;
    private readonly GroupCommitter _committer;

    public GroupCommitterTests()
    {
        _health = new JournalHealth(_time);
        _committer = new GroupCommitter(_journal, _health, new JournalInstruments(_meters, _health), _time, new LoggerFactory([_logs]).CreateLogger<GroupCommitter>());
    }

    public void Dispose()
    {
        _logs.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Append_NothingUnderWay_IsWrittenAtOnce()
    {
        var result = await _committer.AppendAsync(Entry(1)).Within();

        Assert.Equal(new AppendResult(AppendOutcome.Appended, 1), result);
    }

    [Fact]
    public async Task Append_WhileAGroupIsUnderWay_IsWrittenTogetherWithAllThatWait()
    {
        var groups = new Signal<int>();
        var (reached, go) = HoldFirst(groups);
        var first = _committer.AppendAsync(Entry(0));
        await reached.Within(what: "the first group at the store");

        var others = Enumerable.Range(1, 50).Select(number => _committer.AppendAsync(Entry(number))).ToArray();
        go.SetResult();

        await first.Within();
        var results = await Task.WhenAll(others).Within(what: "the second group");
        Assert.Equal(Enumerable.Range(2, 50), results.Select(result => (int)result!.Value.Sequence));
        Assert.Equal(2, groups.Items.Count);
        Assert.Equal(2, _health.Written);
    }

    [Fact]
    public async Task Append_TooManyWait_IsRefusedAndCounted()
    {
        var (reached, go) = HoldFirst(new Signal<int>());
        var first = _committer.AppendAsync(Entry(0));
        await reached.Within(what: "the first group at the store");
        var waiting = Enumerable.Range(1, JournalLimits.MaxWaitingEvents).Select(number => _committer.AppendAsync(Entry(number))).ToArray();

        var refused = _committer.AppendAsync(Entry(-1));

        Assert.Null(await refused.Within(what: "the refusal, while the store hangs"));
        Assert.Equal(1, _health.Overflowed);
        go.SetResult();
        Assert.DoesNotContain(null, await Task.WhenAll([first, .. waiting]).Within(what: "those who waited"));
    }

    [Fact]
    public async Task Append_TooManyBytesWait_IsRefused()
    {
        var (reached, go) = HoldFirst(new Signal<int>());
        var first = _committer.AppendAsync(Entry(0));
        await reached.Within(what: "the first group at the store");
        var half = (int)(JournalLimits.MaxWaitingBytes / 2);
        Task<AppendResult?>[] waiting = [_committer.AppendAsync(Entry(1, half)), _committer.AppendAsync(Entry(2, half))];

        Assert.Null(await _committer.AppendAsync(Entry(3)).Within(what: "the refusal, while the store hangs"));

        go.SetResult();
        await Task.WhenAll([first, .. waiting]).Within(what: "those who waited");
        Assert.NotNull(await _committer.AppendAsync(Entry(3)).Within());
    }

    [Fact]
    public async Task Append_StoreFails_NothingIsPromisedUntilItWorksAgain()
    {
        _logs.Announce(line => line.Event == "LogFailed");
        _journal.Before = _ => throw new JournalException("'journal.db' cannot grow: the disk is full.", null);

        Assert.Null(await _committer.AppendAsync(Entry(1)).Within());
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Null(await _committer.AppendAsync(Entry(2)).Within());

        Assert.Equal(new JournalTrouble("'journal.db' cannot grow: the disk is full", _time.Start, 2), _health.Trouble);
        Assert.Single(_logs.Lines.Items, line => line.Level == LogLevel.Error);
        _journal.Before = static _ => Task.CompletedTask;
        Assert.Equal(1, (await _committer.AppendAsync(Entry(2)).Within())!.Value.Sequence);
        Assert.False(_health.IsDegraded);
        _logs.Verify();
    }

    [Fact]
    public async Task Append_LongerThanTheBudget_IsNotedAsLateAndKept()
    {
        _journal.Before = _ =>
        {
            _time.Advance(JournalLimits.AppendBudget + TimeSpan.FromMilliseconds(1));
            return Task.CompletedTask;
        };

        Assert.NotNull(await _committer.AppendAsync(Entry(1)).Within());

        Assert.Equal(1, _health.Late);
        Assert.False(_health.IsDegraded);
    }

    [Fact]
    public async Task Drain_EventsWait_WaitsForThem()
    {
        var (reached, go) = HoldFirst(new Signal<int>());
        var first = _committer.AppendAsync(Entry(0));
        await reached.Within(what: "the first group at the store");

        var drain = _committer.DrainAsync();

        Assert.False(drain.IsCompleted);
        go.SetResult();
        await drain.Within();
        Assert.True(first.IsCompleted);
    }

    private static JournalEntry Entry(int number, int size = 1) => new("a1", $"event:{number}", "test", null, DateTimeOffset.UnixEpoch, new byte[size]);

    /// <summary>Holds the first group at the store's door.</summary>
    private (Task Reached, TaskCompletionSource Go) HoldFirst(Signal<int> groups)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _journal.Before = _ =>
        {
            groups.Add(groups.Items.Count);
            reached.TrySetResult();
            return go.Task;
        };
        return (reached.Task, go);
    }
}
