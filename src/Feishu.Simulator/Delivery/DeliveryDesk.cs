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

    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, Push> _pushes = [];

    // The latest push of each message: an acknowledgement whose SeqID was rounded still finds it.
    private readonly Dictionary<string, Push> _latest = [];

    public string Push(EventPush push)
    {
        var parcel = Parcel.Of(push, app, platform);
        Send(parcel);
        return parcel.EventId;
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

        var late = !TryEnd(push, PushState.Acknowledged);
        var elapsed = platform.Time.GetElapsedTime(push.SentAt).TotalMilliseconds;
        app.Log.Append(new Acknowledged(push.Parcel.EventId, from.Id, push.Number, ack.Code, elapsed, late));
        if (late)
            return;

        if (push.Parcel.Callback is not null)
            Finish(push.Parcel, CallbackJudge.Judge(ack));
        else if (ack.Code == AckCode.Ok)
            push.Parcel.Payload = [];
        else
            Retry(push.Parcel, DeliveryFailure.Refused);
    }

    public void OnConnectionLost(LiveConnection connection)
    {
        List<Push> lost;
        lock (_gate)
            lost = [.. _pushes.Values.Where(push => push.Connection == connection)];
        foreach (var push in lost)
            Fail(push, DeliveryFailure.ConnectionLost);
    }

    private void Send(Parcel parcel)
    {
        parcel.Pushes++;
        if (app.Set.Random() is not { } connection)
        {
            Retry(parcel, DeliveryFailure.Offline);
            return;
        }

        var messageId = MessageIdFor(parcel);
        var frames = PushFrames.Build(parcel, messageId, connection.ServiceId, platform);
        Push push = new(parcel, parcel.Pushes, connection, frames.SeqId, messageId, frames.Completing, platform.Time.GetTimestamp());
        lock (_gate)
        {
            _pushes.Add(push.SeqId, push);
            _latest[push.MessageId] = push;
        }

        app.Log.Append(new Delivered(parcel.EventId, connection.Id, push.Number, frames.Encoded.Count));
        foreach (var frame in frames.Encoded)
            connection.Send(frame);
        platform.Schedule.In(platform.Settings.AckTimeout, () => Expire(push));
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
        Push? push;
        lock (_gate)
            push = _pushes.GetValueOrDefault(frame.SeqID) ?? _latest.GetValueOrDefault(messageId);

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

    private void Expire(Push push)
    {
        Fail(push, DeliveryFailure.Timeout);
        if (push.State == PushState.Acknowledged)
            Forget(push);
        else
            platform.Schedule.In(LateMemory, () => Forget(push));
    }

    private void Forget(Push push)
    {
        lock (_gate)
        {
            _pushes.Remove(push.SeqId);
            if (_latest.GetValueOrDefault(push.MessageId) == push)
                _latest.Remove(push.MessageId);
        }
    }

    private void Fail(Push push, DeliveryFailure cause)
    {
        if (TryEnd(push, PushState.Failed))
            Retry(push.Parcel, cause);
    }

    private bool TryEnd(Push push, PushState state)
    {
        lock (_gate)
        {
            if (push.State != PushState.Waiting)
                return false;

            push.State = state;
            return true;
        }
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

    private void Finish(Parcel parcel, (int Code, System.Text.Json.JsonElement? Answer) verdict)
    {
        var elapsed = platform.Time.GetElapsedTime(parcel.StartedAt).TotalMilliseconds;
        app.Log.Append(new CallbackEnded(parcel.EventId, verdict.Code, elapsed));
        parcel.Callback!.TrySetResult(new CallbackResult(parcel.EventId, verdict.Code, verdict.Answer, elapsed));
    }
}
