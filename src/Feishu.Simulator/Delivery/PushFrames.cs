using System.Globalization;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Platform;
using Google.Protobuf;

namespace Feishu.Simulator.Delivery;

/// <summary>The frames of one push.</summary>
/// <param name="SeqId">Shared by all of them.</param>
/// <param name="Encoded">In the order of sending.</param>
/// <param name="Completing">The frame that completes the message, without payload: what an acknowledgement must echo.
/// Null when fragments were lost, so that nothing may be acknowledged.</param>
internal sealed record PushFrames(ulong SeqId, IReadOnlyList<byte[]> Encoded, Frame? Completing)
{
    private const int WideBits = 64;
    private const int SafeBits = 53;

    public static PushFrames Build(Parcel parcel, string messageId, int serviceId, FakePlatform platform)
    {
        var dice = platform.Dice;
        var plan = parcel.Plan ?? new FragmentPlan();
        var disturbed = parcel.Pushes <= 1 || !plan.FirstPushOnly;
        var count = plan.CountFor(parcel.Payload.Length);
        var order = plan.Sequence(count, disturbed);

        var bits = platform.Settings.WideIds ? WideBits : SafeBits;
        Frame template = new() { SeqID = dice.NextId(bits), LogID = dice.NextId(bits), Service = serviceId, Method = FrameMethod.Data };
        template.LogIDNew = dice.Hex(32);
        template.AddHeader(HeaderName.Type, parcel.FrameType);
        template.AddHeader(HeaderName.MessageId, messageId);
        template.AddHeader(HeaderName.Sum, Text(count));
        template.AddHeader(HeaderName.Seq, "0");
        template.AddHeader(HeaderName.TraceId, dice.Hex(32));
        template.AddHeader(HeaderName.Timestamp, Text(platform.Time.GetUtcNow().ToUnixTimeMilliseconds()));

        var completing = order.Distinct().Count() == count ? Fragment(template, order.Distinct().Last()) : null;
        return new PushFrames(template.SeqID, [.. order.Select(index => Encode(template, parcel.Payload, index, count))], completing);
    }

    private static byte[] Encode(Frame template, byte[] payload, int index, int count)
    {
        var frame = Fragment(template, index);
        var (start, end) = (Cut(payload.Length, index, count), Cut(payload.Length, index + 1, count));
        frame.Payload = UnsafeByteOperations.UnsafeWrap(payload.AsMemory(start..end));
        return FrameCodec.Encode(frame);
    }

    private static Frame Fragment(Frame template, int index)
    {
        var frame = template.Clone();
        foreach (var header in frame.Headers)
        {
            if (header.Key == HeaderName.Seq)
                header.Value = Text(index);
        }

        return frame;
    }

    private static int Cut(int length, int index, int count) => (int)((long)length * index / count);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
