using System.Threading.Channels;
using Feishu.Client.Frames;
using Feishu.Client.Supervision;
using Feishu.Protocol.Events;
using Feishu.Protocol.Frames;
using Microsoft.Extensions.Logging;

namespace Feishu.Client.Events;

/// <summary>
/// From data frame to acknowledgement: joins fragments, hands the event to the handler off the reading thread, and
/// acknowledges on the socket that brought it, before the deadline. At most <see cref="Capacity"/> events are under
/// way; one more is refused with 500, so that the platform pushes it again and the reader never waits.
/// </summary>
internal sealed partial class EventReceiver
{
    /// <summary>Events received and not yet acknowledged, per socket.</summary>
    public const int Capacity = 256;

    /// <summary>The platform waits 3 s (protocol notes, section 4.4); half a second is left for the way.</summary>
    public static readonly TimeSpan AckDeadline = TimeSpan.FromSeconds(2.5);

    private readonly FeishuAccount _account;
    private readonly IEventHandler _handler;
    private readonly FrameSender _sender;
    private readonly ConnectionTally _tally;
    private readonly EventInstruments _instruments;
    private readonly SupervisionClock _clock;
    private readonly AckDeadlines _deadlines;
    private readonly ILogger _logger;
    private readonly FragmentAssembler _fragments = new(FragmentLimits.Default);
    private Channel<Arrival>? _arrivals;
    private int _underWay;
    private volatile TaskCompletionSource? _idle;

    public EventReceiver(FeishuAccount account, IEventHandler handler, FrameSender sender, ConnectionTally tally, ConnectionServices services)
    {
        _account = account;
        _handler = handler;
        _sender = sender;
        _tally = tally;
        _clock = services.Clock;
        _instruments = services.EventInstruments;
        _deadlines = services.Deadlines;
        _logger = services.Logger;
    }

    /// <summary>Takes a data frame. On the reading thread.</summary>
    public void Receive(Frame frame)
    {
        var timestamp = _clock.Time.GetTimestamp();
        switch (_fragments.Add(frame, _clock.Time.GetElapsedTime(0, timestamp)))
        {
            case FragmentResult.Complete whole:
                Enqueue(new Arrival(frame, whole.Payload, timestamp));
                break;
            case FragmentResult.Rejected rejected:
                _tally.CountRefused();
                _instruments.OnFragmentRefused();
                LogFragmentRejected(_logger, rejected.Error);
                break;
            default:
                break;
        }
    }

    /// <summary>Waits until no event is under way: each one received is acknowledged or refused, also what came during the wait.</summary>
    public async Task DrainAsync()
    {
        while (Volatile.Read(ref _underWay) > 0)
        {
            var idle = _idle = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            // It may have become idle before anybody could see that somebody waits.
            if (Volatile.Read(ref _underWay) > 0)
                await idle.Task.ConfigureAwait(false);
        }
    }

    /// <summary>No more frames will come.</summary>
    public void Complete() => _arrivals?.Writer.TryComplete();

    private void Enqueue(Arrival arrival)
    {
        _tally.CountEvent(arrival.Timestamp);
        EventSteps.Reached(EventSteps.EventReceived);
        if (Interlocked.Increment(ref _underWay) > Capacity)
        {
            LogOverloaded(_logger, Capacity);
            _ = AcknowledgeAsync(arrival, ReceivedEvent.UnknownType, HandlerVerdict.Failed);
            return;
        }

        Channel().Writer.TryWrite(arrival);
    }

    /// <summary>Made with the first event: most connections of a fleet are idle most of the time. Bounded by <see cref="Capacity"/>.</summary>
    private Channel<Arrival> Channel()
    {
        if (_arrivals is null)
        {
            _arrivals = System.Threading.Channels.Channel.CreateUnbounded<Arrival>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
            _ = HandleAllAsync(_arrivals.Reader);
        }

        return _arrivals;
    }

    /// <summary>Starts handlers in order of arrival; does not wait for one before starting the next.</summary>
    private async Task HandleAllAsync(ChannelReader<Arrival> reader)
    {
        await foreach (var arrival in reader.ReadAllAsync().ConfigureAwait(false))
            _ = HandleAsync(arrival);
    }

    private async Task HandleAsync(Arrival arrival)
    {
        var received = Describe(arrival);
        using var scope = EventScope(_logger, received.EventId);
        using var span = EventTrace.Begin(received);
        var verdict = await AskHandlerAsync(received, _deadlines.For(arrival.Timestamp)).ConfigureAwait(false);
        EventTrace.End(span, verdict);
        await AcknowledgeAsync(arrival, received.Type, verdict).ConfigureAwait(false);
    }

    private async Task<HandlerVerdict> AskHandlerAsync(ReceivedEvent received, CancellationToken deadline)
    {
        try
        {
            var answer = _handler.HandleAsync(received, deadline);
            if (answer.IsCompletedSuccessfully)
                return await answer.ConfigureAwait(false);
            var pending = answer.AsTask();
            await pending.WaitAsync(deadline).ConfigureAwait(false);
            return await pending.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            LogTooLate(_logger, received, AckDeadline);
            return HandlerVerdict.Failed;
        }
#pragma warning disable CA1031 // The handler is foreign code: whatever it throws means "not safe with us", and the platform pushes again.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            LogHandlerFailed(_logger, failure, received);
            return HandlerVerdict.Failed;
        }
    }

    private ReceivedEvent Describe(Arrival arrival) => new()
    {
        AccountId = _account.Id,
        Payload = arrival.Payload,
        Envelope = EventEnvelope.TryParse(arrival.Payload),
        ReceivedAt = _clock.At(arrival.Timestamp),
        DeliveryId = arrival.Frame.FindHeader(HeaderName.MessageId) ?? "",
        TraceId = arrival.Frame.FindHeader(HeaderName.TraceId) ?? "",
    };

    private async Task AcknowledgeAsync(Arrival arrival, string type, HandlerVerdict verdict)
    {
        try
        {
            var elapsed = _clock.Time.GetElapsedTime(arrival.Timestamp);
            Acknowledgement.TurnInto(arrival.Frame, verdict.Code, verdict.Answer.Span, elapsed);
            EventSteps.Reached(EventSteps.AckSending);
            var isSent = await _sender.TrySendAsync(arrival.Frame).ConfigureAwait(false);
            _instruments.OnAcknowledged(type, verdict.Code, isSent, _clock.Time.GetElapsedTime(arrival.Timestamp));
            if (!isSent)
            {
                LogAckLost(_logger, verdict.Code);
                return;
            }

            EventSteps.Reached(EventSteps.AckSent);
            _tally.CountAcknowledged(verdict.Code);
        }
        finally
        {
            if (Interlocked.Decrement(ref _underWay) == 0)
                _idle?.TrySetResult();
        }
    }

    private readonly record struct Arrival(Frame Frame, ReadOnlyMemory<byte> Payload, long Timestamp);
}
