using System.Buffers;
using Google.Protobuf;

namespace Feishu.Protocol.Frames;

/// <summary>Bytes of one binary WebSocket message to a <see cref="Frame"/> and back (protocol notes, section 2). Thread-safe.</summary>
public static class FrameCodec
{
    // Unknown fields are skipped, as the official clients do; keeping them would let two bytes cost a hundred.
    private static readonly MessageParser<Frame> Parser = Frame.Parser.WithDiscardUnknownFields(true);

    /// <summary>Reads a frame. The bytes may be reused afterwards.</summary>
    /// <exception cref="FrameFormatException">Not a frame, a required field is missing, a text is not UTF-8,
    /// or one of <see cref="ProtocolLimits"/> is exceeded. Nothing else is thrown, whatever the bytes are.</exception>
    public static Frame Decode(ReadOnlySpan<byte> bytes)
    {
        FrameGuard.Check(bytes);
        try
        {
            var frame = Parser.ParseFrom(bytes);
            return IsComplete(frame) ? frame : throw new FrameFormatException("The frame lacks a required field.");
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new FrameFormatException("The message is not a frame: " + e.Message, e);
        }
    }

    /// <summary>Writes a frame as a new array.</summary>
    /// <exception cref="ArgumentException">A required field is not set.</exception>
    public static byte[] Encode(Frame frame)
    {
        ThrowIfIncomplete(frame);
        return frame.ToByteArray();
    }

    /// <summary>Appends a frame to the output.</summary>
    /// <exception cref="ArgumentException">A required field is not set.</exception>
    public static void Encode(Frame frame, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        ThrowIfIncomplete(frame);
        frame.WriteTo(output);
    }

    private static void ThrowIfIncomplete(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (!IsComplete(frame))
            throw new ArgumentException("SeqID, LogID, service, method, and key and value of every header must be set, even to zero.", nameof(frame));
    }

    // The generated code neither demands required fields when it reads nor writes them unless they were set.
    private static bool IsComplete(Frame frame)
    {
        var complete = frame is { HasSeqID: true, HasLogID: true, HasService: true, HasMethod: true };
        for (var i = 0; complete && i < frame.Headers.Count; i++)
            complete = frame.Headers[i] is { HasKey: true, HasValue: true };
        return complete;
    }
}
