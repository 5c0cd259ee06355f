using Feishu.Protocol.Frames;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;

namespace Feishu.Simulator.Sockets;

/// <summary>Decides what a frame from a client is, and reports what it should not be.</summary>
internal static class InboundFrame
{
    public static void Handle(Frame frame, LiveConnection from, FakeApp app, FakePlatform platform)
    {
        var type = frame.FindHeader(HeaderName.Type);
        if (frame.Method == FrameMethod.Data && app.Load?.TryTake(frame) == true)
            return;
        if (frame.Method == FrameMethod.Data)
            app.Desk.OnAck(from, frame);
        else if (frame.Method == FrameMethod.Control && type == FrameType.Ping)
            Answer(frame, from, app, platform);
        else
            from.Report(BrokenRule.Method, $"method {frame.Method} with type {type ?? "missing"}");
    }

    private static void Answer(Frame ping, LiveConnection from, FakeApp app, FakePlatform platform)
    {
        CheckPing(ping, from);
        app.Log.Append(new Pinged(from.Id));
        var fault = app.Faults.Pong.Take() ?? platform.Faults.Pong.Take();
        if (Pong.Build(from.ServiceId, app.ClientConfig, fault?.Mode ?? default) is not { } pong)
            return;

        if (fault is null || fault.Delay <= TimeSpan.Zero)
            from.Send(pong);
        else
            platform.Schedule.In(fault.Delay, () => from.Send(pong));
    }

    private static void CheckPing(Frame ping, LiveConnection from)
    {
        if (ping.SeqID != 0 || ping.LogID != 0)
            from.Report(BrokenRule.Ping, $"SeqID {ping.SeqID} and LogID {ping.LogID} instead of 0");
        if (ping.Service != from.ServiceId)
            from.Report(BrokenRule.Ping, $"service {ping.Service} instead of {from.ServiceId}");
        if (ping.Headers.Count != 1)
            from.Report(BrokenRule.Ping, $"{ping.Headers.Count} headers instead of 1");
        if (!ping.Payload.IsEmpty)
            from.Report(BrokenRule.Ping, $"a payload of {ping.Payload.Length} bytes");
    }
}
