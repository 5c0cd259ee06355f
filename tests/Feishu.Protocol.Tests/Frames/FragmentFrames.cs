using Feishu.Protocol.Frames;
using Google.Protobuf;

namespace Feishu.Protocol.Tests.Frames;

/// <summary>Data frames with the headers of a fragment; a null header is left out.</summary>
internal static class FragmentFrames
{
    public static Frame Fragment(string? messageId, string? sum, string? seq, ReadOnlySpan<byte> payload)
    {
        var frame = new Frame { SeqID = 1, LogID = 1, Service = 1, Method = FrameMethod.Data, Payload = ByteString.CopyFrom(payload) };
        Add(frame, HeaderName.MessageId, messageId);
        Add(frame, HeaderName.Sum, sum);
        Add(frame, HeaderName.Seq, seq);
        return frame;
    }

    public static Frame Fragment(string messageId, int sum, int seq, ReadOnlySpan<byte> payload) =>
        Fragment(messageId, $"{sum}", $"{seq}", payload);

    /// <summary>Cuts a message into frames at the given offsets.</summary>
    public static Frame[] Split(string messageId, byte[] message, params int[] offsets)
    {
        int[] ends = [.. offsets.Order(), message.Length];
        var start = 0;
        var frames = new Frame[ends.Length];
        for (var seq = 0; seq < ends.Length; seq++)
        {
            frames[seq] = Fragment(messageId, ends.Length, seq, message.AsSpan(start..ends[seq]));
            start = ends[seq];
        }

        return frames;
    }

    private static void Add(Frame frame, string name, string? value)
    {
        if (value is not null)
            frame.AddHeader(name, value);
    }
}
