using System.Text;
using Feishu.Client.Events;
using Feishu.Protocol.Events;
using FeishuOrleans.Grains.Callbacks;
using FeishuOrleans.Grains.Dispatch;
using FeishuOrleans.Grains.Events;
using FeishuOrleans.Grains.Journal;
using FeishuOrleans.Grains.Tests.Callbacks;
using FeishuOrleans.Grains.Tests.Kit;
using FeishuOrleans.Testing;
using FeishuOrleans.Testing.Metrics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace FeishuOrleans.Grains.Tests.Events;

public sealed class JournalingEventHandlerTests : IDisposable
{
    private const string Message = """
        {"schema":"2.0","header":{"event_id":"e1","event_type":"im.message.receive_v1"},
         "event":{"message":{"message_id":"om_1","chat_id":"oc_1","content":"a text nobody may log"}}}
        """;

    private readonly MemoryJournal _journal = new();
    private readonly LogProbe _logs = new();
    private readonly MeterProbe _meters = new();
    private readonly EventCounts _counts = new();
    private readonly FullAccounts _full = new();
    private readonly AppendedCount _dispatch = new();
    private readonly JournalingEventHandler _handler;

    public JournalingEventHandlerTests()
    {
        var health = new JournalHealth(TimeProvider.System);
        var committer = new GroupCommitter(_journal, health, new JournalInstruments(_meters, health), TimeProvider.System, NullLogger<GroupCommitter>.Instance);
        var loggers = new LoggerFactory([_logs]);
        var keeper = new EventKeeper(committer, [_dispatch], _counts, _full, loggers.CreateLogger<EventKeeper>());
        var options = Options.Create(new DispatchOptions());
        var desk = new CallbackDesk(
            keeper, new FakeCallbackDispatch(), new AskLimit(options), new AnswerMemory(TimeProvider.System), new FallbackAnswer(options), new CallbackInstruments(_meters), TimeProvider.System, loggers.CreateLogger<CallbackDesk>());
        _handler = new JournalingEventHandler(keeper, desk, loggers.CreateLogger<JournalingEventHandler>());
    }

    public void Dispose()
    {
        _logs.Dispose();
        _meters.Dispose();
    }

    [Fact]
    public async Task Handle_Message_IsKeptUnderItsMessageIdAndChatThenAccepted()
    {
        Assert.Equal(HandlerVerdict.Accepted, await HandleAsync(Message));

        var kept = Assert.Single(_journal.Appended.Items);
        Assert.Equal(("a1", "message:om_1", "im.message.receive_v1", "oc_1"), (kept.Entry.AccountId, kept.Entry.Key, kept.Entry.Type, kept.Entry.ChatId));
        Assert.Equal(Message, Encoding.UTF8.GetString(kept.Entry.Payload.Span));
        Assert.Equal(1, _dispatch.Events);
        Assert.DoesNotContain(_logs.Lines.Items, line => line.Text.Contains("nobody may log", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Handle_NotJson_IsKeptAsItIs()
    {
        Assert.Equal(HandlerVerdict.Accepted, await HandleAsync("not json"));

        var kept = Assert.Single(_journal.Appended.Items);
        Assert.Equal("unknown", kept.Entry.Type);
        Assert.StartsWith("sha256:", kept.Entry.Key, StringComparison.Ordinal);
        Assert.Null(kept.Entry.ChatId);
    }

    [Fact]
    public async Task Handle_SameMessageAgain_IsAcceptedCountedAndNotDeliveredAgain()
    {
        await HandleAsync(Message);

        Assert.Equal(HandlerVerdict.Accepted, await HandleAsync(Message.Replace("e1", "e2", StringComparison.Ordinal)));

        Assert.Equal(1, _counts.DuplicatesOf("a1"));
        Assert.Equal(1, _dispatch.Events);
        _counts.Forget("a1");
        Assert.Equal(0, _counts.DuplicatesOf("a1"));
    }

    [Theory]
    [InlineData(JournalLimits.MaxPayloadBytes, true)]
    [InlineData(JournalLimits.MaxPayloadBytes + 1, false)]
    public async Task Handle_LargePayload_IsKeptUpToTheLimit(int size, bool isKept)
    {
        var verdict = await HandleAsync(new string('x', size));

        Assert.Equal(isKept ? HandlerVerdict.Accepted : HandlerVerdict.Failed, verdict);
        Assert.Equal(isKept ? 1 : 0, _journal.Appended.Items.Count);
        Assert.Equal(isKept ? 0 : 1, _logs.Lines.Items.Count(line => line.Level == LogLevel.Warning));
    }

    [Fact]
    public async Task Handle_StoreFails_IsFailedAndNotDelivered()
    {
        _journal.Before = _ => throw new JournalException("full", null);

        Assert.Equal(HandlerVerdict.Failed, await HandleAsync(Message));

        Assert.Equal(0, _dispatch.Events);
    }

    [Fact]
    public async Task Handle_OverQuota_IsFailedAndRoomIsAskedFor()
    {
        _journal.Outcome = AppendOutcome.OverQuota;

        Assert.Equal(HandlerVerdict.Failed, await HandleAsync(Message));

        Assert.True(_full.Reader.TryRead(out var account));
        Assert.Equal("a1", account);
        Assert.Equal(0, _dispatch.Events);
    }

    private Task<HandlerVerdict> HandleAsync(string text)
    {
        var payload = Encoding.UTF8.GetBytes(text);
        var received = new ReceivedEvent
        {
            AccountId = "a1",
            Payload = payload,
            Envelope = EventEnvelope.TryParse(payload),
            ReceivedAt = DateTimeOffset.UnixEpoch,
            DeliveryId = "d1",
            TraceId = "",
        };
        return _handler.HandleAsync(received, TestContext.Current.CancellationToken).AsTask().Within(what: "the verdict");
    }
}
