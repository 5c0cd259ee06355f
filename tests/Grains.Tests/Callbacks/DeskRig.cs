using System.Text;
using Feishu.Client.Events;
using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Sinks;
using FeishuOrleans.Grains.Tests.Dispatch;
using FeishuOrleans.Grains.Tests.Events;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MemoryJournal = FeishuOrleans.Grains.Tests.Kit.MemoryJournal;

namespace FeishuOrleans.Grains.Tests.Callbacks;

/// <summary>The desk between a journal in memory and an operator's code that does as a test says.</summary>
internal sealed class DeskRig : IDisposable
{
    public static readonly byte[] Toast = """{"toast":{"content":"好"}}"""u8.ToArray();

    private readonly CallbackDesk _desk;

    public DeskRig(Action<DispatchOptions>? configure = null)
    {
        var dispatch = new DispatchOptions();
        configure?.Invoke(dispatch);
        var options = Options.Create(dispatch);
        var loggers = new LoggerFactory([Log]);
        var health = new JournalHealth(Time);
        var committer = new GroupCommitter(Journal, health, new JournalInstruments(new MeterProbe(), health), Time, loggers.CreateLogger<GroupCommitter>());
        var keeper = new EventKeeper(committer, [new AppendedCount()], new EventCounts(), new FullAccounts(), loggers.CreateLogger<EventKeeper>());
        Dispatch.Way = new CallbackWay(Sink, 12);
        _desk = new CallbackDesk(
            keeper, Dispatch, new AskLimit(options), new AnswerMemory(Time), new FallbackAnswer(options), new CallbackInstruments(Meters), Time, loggers.CreateLogger<CallbackDesk>());
    }

    public FakeTimeProvider Time { get; } = new();

    public MemoryJournal Journal { get; } = new();

    public FakeSink Sink { get; } = new() { Answer = static _ => Answers(Toast) };

    public FakeCallbackDispatch Dispatch { get; } = new();

    public LogProbe Log { get; } = new();

    public MeterProbe Meters { get; } = new();

    public static Task<DeliveryOutcome> Answers(ReadOnlyMemory<byte> json) =>
        Task.FromResult(new DeliveryOutcome(DeliveryVerdict.Accepted, "200", Answer: json));

    public static Task<DeliveryOutcome> Silence => new TaskCompletionSource<DeliveryOutcome>().Task;

    public static string TextOf(HandlerVerdict verdict) => $"{verdict.Code} {Encoding.UTF8.GetString(verdict.Answer.Span)}".TrimEnd();

    /// <summary>A person presses a button.</summary>
    public Task<HandlerVerdict> PressAsync(string key = "event:e1", string type = "card.action.trigger", TimeSpan age = default) =>
        _desk.HandleAsync(new JournalEntry("sales", key, type, null, Time.GetUtcNow() - age, "{}"u8.ToArray())).AsTask();

    /// <summary>Waits until the operator's code was asked this many times.</summary>
    public Task AskedAsync(int count) => Sink.WhenAsync(sink => sink.Count == count).Within(what: $"{count} questions");

    public void Dispose()
    {
        Log.Verify();
        Log.Dispose();
        Meters.Dispose();
    }
}
