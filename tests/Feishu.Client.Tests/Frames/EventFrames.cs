using System.Text;
using Feishu.Protocol.Frames;
using Google.Protobuf;

namespace Feishu.Client.Tests.Frames;

/// <summary>Data frames as the platform sends them.</summary>
internal static class EventFrames
{
    public static Frame Message(string deliveryId, string payload = """{"schema":"2.0","header":{"event_id":"e1","event_type":"im.message.receive_v1"},"event":{}}""") =>
        Part(deliveryId, 1, 0, Encoding.UTF8.GetBytes(payload));

    public static Frame Part(string deliveryId, int sum, int seq, ReadOnlySpan<byte> payload)
    {
        var frame = new Frame { SeqID = 7, LogID = ulong.MaxValue, Service = 33554678, Method = FrameMethod.Data, Payload = ByteString.CopyFrom(payload), LogIDNew = "L1" };
        frame.AddHeader(HeaderName.Type, FrameType.Event);
        frame.AddHeader(HeaderName.MessageId, deliveryId);
        frame.AddHeader(HeaderName.Sum, sum.ToString(System.Globalization.CultureInfo.InvariantCulture));
        frame.AddHeader(HeaderName.Seq, seq.ToString(System.Globalization.CultureInfo.InvariantCulture));
        frame.AddHeader(HeaderName.TraceId, "t-1");
        return frame;
    }
}
