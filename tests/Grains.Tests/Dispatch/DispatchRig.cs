using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Dispatch;

/// <summary>Dispatch of one silo on a journal that may have seen other silos before.</summary>
internal sealed class DispatchRig : IAsyncDisposable
{
    public const string Account = "bot";

    private static readonly DateTimeOffset ReceivedAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);
    private static long _keys;

    private readonly ServiceProvider _provider;

    public DispatchRig(MemoryJournal? journal = null, Action<DispatchOptions>? configure = null, Action<JournalOptions>? configureJournal = null, bool isClockFake = false)
    {
        Journal = journal ?? new MemoryJournal();
        Session = new JournalSession(Journal, Pulse);
        Sink = new FakeSink(Pulse);
        Time = isClockFake ? new FakeTimeProvider(ReceivedAt) : null;
        Chance = isClockFake ? 0 : 0.9999;
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(Log).AddProvider(new PulseLog(Pulse)))
            .AddSingleton<IJournalStore>(Session)
            .AddSingleton<TimeProvider>(Time ?? TimeProvider.System)
            .AddSingleton(new Jitter(() => Chance))
            .Configure<DispatchOptions>(options => configure?.Invoke(options))
            // The clock of a test runs faster than what happens in it.
            .Configure<JournalOptions>(options => options.MaxUndeliveredAge = TimeSpan.FromDays(36_600))
            .Configure<JournalOptions>(options => configureJournal?.Invoke(options))
            .AddDispatch();
        _provider = services.BuildServiceProvider();
        Host = _provider.GetRequiredService<DispatchHost>();
        Host.Lost += (account, epoch) => Lost.Add((account, epoch));
    }

    public MemoryJournal Journal { get; }

    public JournalSession Session { get; }

    /// <summary>The clock, when the test drives it.</summary>
    public FakeTimeProvider? Time { get; }

    /// <summary>Beats whenever the sink or the journal is used, or something is logged.</summary>
    public Pulse Pulse { get; } = new();

    public FakeSink Sink { get; }

    public DispatchHost Host { get; }

    public LogProbe Log { get; } = new();

    public Signal<(string Account, long Epoch)> Lost { get; } = new();

    /// <summary>What chance gives: 0 is the longest pause. Next to none, unless the test drives the clock.</summary>
    public double Chance { get; set; }

    /// <summary>What is saved.</summary>
    public SubscriptionState Saved => SavedOf(Account);

    public DeliverySnapshot Snapshot => Host.Find(Account, 1)!.Snapshot;

    public void Open(long epoch = 1, string account = Account, JournalPlace? after = null, bool isPaused = false, FakeSink? sink = null) =>
        Assert.True(Host.Open(account, epoch, sink ?? Sink, after ?? JournalPlace.Begin, isPaused));

    public SubscriptionState SavedOf(string account) => Journal.Subscription(account, AccountDispatcher.Subscription);

    /// <summary>An event that dispatch was not told of.</summary>
    public JournalEvent Put(string? chat, string account = Account, string type = EventTypes.MessageReceived, int size = 32) =>
        Journal.Put(new JournalEntry(account, $"message:{Interlocked.Increment(ref _keys)}", type, chat, ReceivedAt, new byte[size]));

    /// <summary>An event as the ack path brings it.</summary>
    public JournalEvent Append(string? chat, string account = Account, string type = EventTypes.MessageReceived)
    {
        var appended = Put(chat, account, type);
        Host.OnAppended(appended);
        return appended;
    }

    /// <summary>The process ends without a word.</summary>
    public void Kill()
    {
        Session.Kill();
        Sink.Answer = static _ => new TaskCompletionSource<Grains.Sinks.DeliveryOutcome>().Task;
    }

    /// <summary>Until something has happened. A fake clock runs on meanwhile, faster than what happens under it.</summary>
    public async Task UntilAsync(Func<bool> reached, string what, TimeSpan? step = null)
    {
        if (Time is null)
        {
            await Pulse.WhenAsync(reached).Within(Limit, what);
            return;
        }

        var limit = DateTime.UtcNow + Limit;
        while (!reached())
        {
            Time.Advance(step ?? TimeSpan.FromMilliseconds(50));
            // Behind what is to run already, the work that this thread has just queued for itself included.
            await Task.Factory.StartNew(static () => { }, CancellationToken.None, TaskCreationOptions.PreferFairness, TaskScheduler.Default);
            if (DateTime.UtcNow > limit)
                throw new TimeoutException($"Waited {Limit.TotalSeconds} s for: {what}");
        }
    }

    /// <summary>Everything that is to be delivered is, and is saved.</summary>
    public Task UntilIdleAsync(long lowWater) =>
        UntilAsync(() => Saved.LowWater == lowWater && Saved.Finished.Count == 0, $"progress up to {lowWater}");

    public ValueTask DisposeAsync()
    {
        Log.Verify();
        return _provider.DisposeAsync();
    }
}
