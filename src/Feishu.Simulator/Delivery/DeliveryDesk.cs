using System.Text.Json;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using Feishu.Simulator.Sockets;

namespace Feishu.Simulator.Delivery;

/// <summary>
/// Pushes to one random connection, waits for the acknowledgement, pushes again on the ladder
/// (protocol notes, sections 6.2 and 10).
/// </summary>
internal sealed class DeliveryDesk(FakeApp app, FakePlatform platform)
{
    // How long a push that timed out is remembered, to tell a late acknowledgement from an invented one.
    private static readonly TimeSpan LateMemory = TimeSpan.FromMinutes(1);

    private readonly PushLedger _ledger = new();
    private readonly Queue<Parcel> _forUpgrade = new();

    public string Push(EventPush push)
    {
        var parcel = Parcel.Of(push, app, platform);
        Send(parcel);
        return parcel.EventId;
    }

    public IReadOnlyList<string> PushInterleaved(IReadOnlyList<EventPush> pushes)
    {
        var parcels = pushes.Select(push => Parcel.Of(push, app, platform)).ToList();
        if (app.Set.Random() is { } connection)
            FrameOrder.TakeTurns(parcels.Select(parcel => Begin(parcel, connection))).ForEach(connection.Deliver);
        else
            parcels.ForEach(Send);
        return [.. parcels.Select(parcel => parcel.EventId)];
    }

    public string PushWithNextUpgrade(EventPush push)
    {
        var parcel = Parcel.Of(push, app, platform);
        lock (_forUpgrade)
            _forUpgrade.Enqueue(parcel);
        return parcel.EventId;
    }

    public Parcel? TakeForUpgrade()
    {
        lock (_forUpgrade)
            return _forUpgrade.TryDequeue(out var parcel) ? parcel : null;
    }

    public void SendWithUpgrade(Parcel parcel, LiveConnection connection)
    {
        var frames = Begin(parcel, connection);
        foreach (var frame in frames.SkipLast(1))
            connection.Send(frame);
        connection.SendTogetherWithUpgrade(frames[^1]);
    }

    public Task<CallbackResult> CallAsync(CallbackPush push)
    {
        var parcel = Parcel.Of(push, app, platform);
        parcel.StartedAt = platform.Time.GetTimestamp();
        Send(parcel);
        return parcel.Callback!.Task;
    }

    public void OnAck(LiveConnection from, Frame frame)
    {
        if (Expected(from, frame) is not { } push || AckReader.Read(from, frame) is not { } ack)
            return;

        foreach (var (rule, detail) in EchoCheck.Compare(push.Completing!, frame, failed: ack.Code != AckCode.Ok))
            from.Report(rule, detail);

        var late = !_ledger.TryEnd(push, PushState.Acknowledged);
        var elapsed = platform.Time.GetElapsedTime(push.SentAt).TotalMilliseconds;
        app.Log.Append(new Acknowledged(push.Parcel.EventId, from.Id, push.Number, ack.Code, elapsed, late));
        if (!late)
            Settle(push.Parcel, ack);
    }

    public void OnConnectionLost(LiveConnection connection)
    {
        foreach (var push in _ledger.Of(connection))
            Fail(push, DeliveryFailure.ConnectionLost);
    }

    private void Send(Parcel parcel)
    {
        if (app.Set.Random() is not { } connection)
        {
            parcel.Pushes++;
            Retry(parcel, DeliveryFailure.Offline);
            return;
        }

        foreach (var frame in Begin(parcel, connection))
            connection.Deliver(frame);
    }

    /// <summary>Registers one push, before its first frame is written, so that no acknowledgement can be too early.</summary>
    private IReadOnlyList<byte[]> Begin(Parcel parcel, LiveConnection connection)
    {
        parcel.Pushes++;
        var messageId = MessageIdFor(parcel);
        var frames = PushFrames.Build(parcel, messageId, connection.ServiceId, platform);
        Push push = new(parcel, parcel.Pushes, connection, frames.SeqId, messageId, frames.Completing, platform.Time.GetTimestamp());
        _ledger.Add(push);
        app.Log.Append(new Delivered(parcel.EventId, connection.Id, push.Number, frames.Encoded.Count));
        platform.Schedule.In(platform.Settings.AckTimeout, () => Expire(push));
        return frames.Encoded;
    }

    private string MessageIdFor(Parcel parcel)
    {
        if (parcel.FirstMessageId is null || !platform.Settings.SameMessageIdOnRepush)
            parcel.FirstMessageId = platform.Dice.Uuid();
        return parcel.FirstMessageId;
    }

    private Push? Expected(LiveConnection from, Frame frame)
    {
        var messageId = frame.FindHeader(HeaderName.MessageId) ?? "";
        var push = _ledger.Find(frame.SeqID, messageId);
        if (push?.Completing is null || push.MessageId != messageId)
            from.Report(BrokenRule.UnknownAck, $"nothing with SeqID {frame.SeqID} and this message_id waits for an acknowledgement");
        else if (push.Connection != from)
            from.Report(BrokenRule.WrongConnection, $"SeqID {frame.SeqID} went to connection {push.Connection.Id}");
        else if (push.State == PushState.Acknowledged)
            from.Report(BrokenRule.DuplicateAck, $"SeqID {frame.SeqID} is acknowledged already");
        else
            return push;
        return null;
    }

    private void Settle(Parcel parcel, Acknowledgement ack)
    {
        if (parcel.Callback is not null)
        {
            Finish(parcel, CallbackJudge.Judge(ack));
        }
        else if (ack.Code != AckCode.Ok)
        {
            Retry(parcel, DeliveryFailure.Refused);
        }
        else if (parcel.RepeatAfterAck)
        {
            parcel.RepeatAfterAck = false;
            Send(parcel);
        }
        else
        {
            parcel.Payload = [];
        }
    }

    private void Expire(Push push)
    {
        Fail(push, DeliveryFailure.Timeout);
        if (push.State == PushState.Acknowledged)
            _ledger.Forget(push);
        else
            platform.Schedule.In(LateMemory, () => _ledger.Forget(push));
    }

    private void Fail(Push push, DeliveryFailure cause)
    {
        if (_ledger.TryEnd(push, PushState.Failed))
            Retry(push.Parcel, cause);
    }

    private void Retry(Parcel parcel, DeliveryFailure cause)
    {
        if (parcel.Callback is not null)
        {
            app.Log.Append(new DeliveryFailed(parcel.EventId, parcel.Pushes, cause, null));
            Finish(parcel, (CallbackJudge.CodeOf(cause), null));
            return;
        }

        var settings = platform.Settings;
        TimeSpan? pause = parcel.Pushes <= settings.RepushDelays.Count
            ? settings.RepushDelays[parcel.Pushes - 1] * settings.TimeScale
            : null;
        app.Log.Append(new DeliveryFailed(parcel.EventId, parcel.Pushes, cause, pause));
        if (pause is { } delay)
            platform.Schedule.In(delay, () => Send(parcel));
    }

    private void Finish(Parcel parcel, (int Code, JsonElement? Answer) verdict)
    {
        var elapsed = platform.Time.GetElapsedTime(parcel.StartedAt).TotalMilliseconds;
        app.Log.Append(new CallbackEnded(parcel.EventId, verdict.Code, elapsed));
        parcel.Callback!.TrySetResult(new CallbackResult(parcel.EventId, verdict.Code, verdict.Answer, elapsed));
    }
}
