namespace Feishu.Protocol.Frames;

/// <summary>
/// Walks over a frame before anything is allocated for it, so that a few bytes cannot ask for many objects:
/// <code>
/// frame  := field*
/// field  := tag value            tag = varint (number &lt;&lt; 3 | wire type)
/// value  := varint | 8 bytes | length bytes | field* end-group | 4 bytes
/// </code>
/// Counts and sizes headers, bounds groups, and proves that every length stays inside the frame.
/// https://protobuf.dev/programming-guides/encoding/
/// </summary>
internal ref struct FrameGuard
{
    private const int Varint = 0, Fixed64 = 1, LengthDelimited = 2, StartGroup = 3, EndGroup = 4, Fixed32 = 5;
    private const int WireTypeBits = 3;

    private readonly ReadOnlySpan<byte> _bytes;
    private int _position;
    private int _depth;
    private int _headers;

    private FrameGuard(ReadOnlySpan<byte> bytes) => _bytes = bytes;

    /// <summary>Throws unless the bytes are a sequence of protobuf fields within <see cref="ProtocolLimits"/>.</summary>
    public static void Check(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ProtocolLimits.MaxFrameBytes)
            throw new FrameFormatException($"The frame has {bytes.Length} bytes, more than {ProtocolLimits.MaxFrameBytes}.");

        var guard = new FrameGuard(bytes);
        while (guard._position < bytes.Length)
            guard.ReadField();
        if (guard._depth != 0)
            throw new FrameFormatException("The frame ends inside a group.");
    }

    private void ReadField()
    {
        var tag = ReadVarint();
        if (tag >> WireTypeBits is 0 or > int.MaxValue >> (WireTypeBits - 1))
            throw new FrameFormatException($"Field number {tag >> WireTypeBits} does not exist.");

        switch ((int)(tag & ((1 << WireTypeBits) - 1)))
        {
            case Varint: ReadVarint(); break;
            case Fixed64: Skip(sizeof(ulong)); break;
            case LengthDelimited: ReadLengthDelimited((int)(tag >> WireTypeBits)); break;
            case StartGroup: Enter(); break;
            case EndGroup: Leave(); break;
            case Fixed32: Skip(sizeof(uint)); break;
            case var other: throw new FrameFormatException($"Wire type {other} does not exist.");
        }
    }

    private void ReadLengthDelimited(int field)
    {
        var length = ReadVarint();
        if (field == Frame.HeadersFieldNumber && _depth == 0)
            CountHeader(length);
        Skip(length);
    }

    private void CountHeader(ulong length)
    {
        if (++_headers > ProtocolLimits.MaxHeaders)
            throw new FrameFormatException($"The frame has more than {ProtocolLimits.MaxHeaders} headers.");
        if (length > ProtocolLimits.MaxHeaderBytes)
            throw new FrameFormatException($"A header has {length} bytes, more than {ProtocolLimits.MaxHeaderBytes}.");
    }

    private void Enter()
    {
        if (++_depth > ProtocolLimits.MaxGroupDepth)
            throw new FrameFormatException($"Groups are nested deeper than {ProtocolLimits.MaxGroupDepth}.");
    }

    private void Leave()
    {
        if (--_depth < 0)
            throw new FrameFormatException("A group ends that did not begin.");
    }

    private void Skip(ulong length)
    {
        if (length > (ulong)(_bytes.Length - _position))
            throw new FrameFormatException("The frame is cut short.");
        _position += (int)length;
    }

    private ulong ReadVarint()
    {
        const int MaxBytes = 10, BitsPerByte = 7, More = 0x80;

        var value = 0UL;
        for (var i = 0; i < MaxBytes; i++)
        {
            if (_position == _bytes.Length)
                throw new FrameFormatException("The frame is cut short.");
            var next = _bytes[_position++];
            value |= (ulong)(next & (More - 1)) << (i * BitsPerByte);
            if (next < More)
                return value;
        }

        throw new FrameFormatException($"A varint is longer than {MaxBytes} bytes.");
    }
}
