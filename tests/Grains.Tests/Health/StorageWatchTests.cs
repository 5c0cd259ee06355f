using FeishuOrleans.Grains.Fencing;
using FeishuOrleans.Grains.Health;
using FeishuOrleans.Grains.Interfaces.Diagnosis;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;

namespace FeishuOrleans.Grains.Tests.Health;

public sealed class StorageWatchTests : IDisposable
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    private readonly MemoryJournal _journal = new();
    private readonly RefusingStorage _state = new();
    private readonly JournalHealth _health;
    private readonly StorageWatch _watch;
    private readonly ServiceProvider _services;

    public StorageWatchTests()
    {
        _health = new JournalHealth(_time);
        _services = new ServiceCollection().AddSingleton<IGrainStorage>(_state).BuildServiceProvider();
        _watch = new StorageWatch(
            new StorageProbe(_services, _journal, _time), _health, _time, Options.Create(new FencingOptions()), NullLogger<StorageWatch>.Instance);
    }

    public void Dispose()
    {
        _watch.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Look_StorageWorks_WritesBothPartsAndFindsNothing()
    {
        await LookAsync();

        Assert.Null(_watch.Trouble);
        Assert.Equal(1, _state.Writes);
        Assert.Equal("$probe", Assert.Single(_journal.Saved.Items).AccountId);
    }

    [Fact]
    public async Task Look_StateRefuses_IsTroubleSinceTheFirstTimeAndUntilItWorks()
    {
        _state.Failure = new IOException("The disk is full.");
        await LookAsync();
        var since = _time.GetUtcNow();
        _time.Advance(StorageWatch.TroubledInterval);
        await LookAsync();

        Assert.Equal(new SiloDegradation(SiloDegradation.Storage, since, "The state cannot be written: The disk is full"), _watch.Trouble);

        _state.Failure = null;
        await LookAsync();

        Assert.Null(_watch.Trouble);
    }

    [Fact]
    public async Task Look_AnotherSiloWroteInBetween_IsNoTrouble()
    {
        _state.Failure = new InconsistentStateException("somebody else was first");

        await LookAsync();

        Assert.Null(_watch.Trouble);
    }

    [Fact]
    public async Task Look_JournalRefusedEventsAndWorksAgain_EndsItsTrouble()
    {
        _health.OnFailed("database is locked");
        _journal.Before = static _ => throw new JournalException("The database is locked.", null);
        await LookAsync();

        Assert.True(_health.IsDegraded);
        Assert.Equal("The journal cannot be written: The database is locked", _watch.Trouble?.Problem);

        _journal.Before = static _ => Task.CompletedTask;
        await LookAsync();

        Assert.False(_health.IsDegraded);
    }

    [Fact]
    public async Task Look_JournalHangs_IsTroubleWhenPatienceEnds()
    {
        var called = new TaskCompletionSource();
        _journal.Before = _ =>
        {
            called.SetResult();
            return new TaskCompletionSource().Task;
        };
        var looking = _watch.LookAsync();
        await called.Task.Within(what: "the write to the journal");

        _time.Advance(TimeSpan.FromSeconds(5));
        await looking.Within(what: "the look to end");

        // The state may not have been written either by then: on a busy machine the clock of the test is faster.
        Assert.EndsWith("cannot be written: no answer within 5 s", _watch.Trouble?.Problem, StringComparison.Ordinal);
    }

    private Task LookAsync() => _watch.LookAsync().Within(what: "a look at storage");

    private sealed class RefusingStorage : IGrainStorage
    {
        public Exception? Failure { get; set; }

        public int Writes { get; private set; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            if (Failure is { } failure)
                return Task.FromException(failure);
            Writes++;
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.CompletedTask;
    }
}
