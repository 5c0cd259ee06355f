using System.Buffers;
using System.Text;
using Feishu.Protocol.Frames;

namespace Feishu.Protocol.Tests.Frames;

public sealed class FrameCodecTests
{
    [Fact]
    public void Decode_PingVector_ReadsEveryField()
    {
        var frame = FrameCodec.Decode(GoldenFrames.Ping);

        Assert.Equal(0UL, frame.SeqID);
        Assert.Equal(0UL, frame.LogID);
        Assert.Equal(GoldenFrames.ServiceId, frame.Service);
        Assert.Equal(FrameMethod.Control, frame.Method);
        Assert.Equal("ping", frame.FindHeader(HeaderName.Type));
        Assert.False(frame.HasPayload);
    }

    [Fact]
    public void Decode_EventVector_ReadsEveryField()
    {
        var frame = FrameCodec.Decode(GoldenFrames.Event);

        Assert.Equal(7UL, frame.SeqID);
        Assert.Equal(ulong.MaxValue, frame.LogID);
        Assert.Equal(GoldenFrames.ServiceId, frame.Service);
        Assert.Equal(FrameMethod.Data, frame.Method);
        Assert.Equal(
            ["type=event", "message_id=m-1", "sum=1", "seq=0", "trace_id=t-1"],
            frame.Headers.Select(header => $"{header.Key}={header.Value}"));
        Assert.Equal("""{"schema":"2.0"}""", frame.Payload.ToStringUtf8());
        Assert.Equal("L1", frame.LogIDNew);
        Assert.False(frame.HasPayloadEncoding);
        Assert.False(frame.HasPayloadType);
    }

    [Theory]
    [MemberData(nameof(GoldenFrames.All), MemberType = typeof(GoldenFrames))]
    public void Encode_DecodedVector_GivesTheSameBytes(byte[] vector)
    {
        var frame = FrameCodec.Decode(vector);
        var output = new ArrayBufferWriter<byte>();

        FrameCodec.Encode(frame, output);

        Assert.Equal(vector, FrameCodec.Encode(frame));
        Assert.Equal(vector, output.WrittenSpan.ToArray());
    }

    [Theory]
    [MemberData(nameof(GoldenFrames.All), MemberType = typeof(GoldenFrames))]
    public void Decode_VectorCutAnywhere_GivesFrameOrTypedError(byte[] vector)
    {
        for (var length = 0; length < vector.Length; length++)
        {
            var frame = DecodeOrNull(vector.AsSpan(0, length));

            // A cut between two fields behind the required ones leaves a shorter frame, nothing else.
            if (frame is not null)
                Assert.Equal(vector[..length], FrameCodec.Encode(frame));
        }
    }

    [Fact]
    public void Decode_EmptyOptionalTexts_KeepsThem()
    {
        var bytes = WireBytes.Required().LengthDelimited(0x32, []).LengthDelimited(0x3A, []).LengthDelimited(0x42, []).LengthDelimited(0x4A, []).ToArray();

        var frame = FrameCodec.Decode(bytes);

        Assert.True(frame is { HasPayloadEncoding: true, HasPayloadType: true, HasPayload: true, HasLogIDNew: true });
        Assert.Equal(bytes, FrameCodec.Encode(frame));
    }

    [Fact]
    public void Decode_NegativeService_ReadsTenByteVarint()
    {
        var bytes = new WireBytes().Raw(0x08, 0, 0x10, 0, 0x18).Varint(unchecked((ulong)-2)).Raw(0x20, 0).ToArray();

        Assert.Equal(-2, FrameCodec.Decode(bytes).Service);
    }

    [Fact]
    public void Decode_DuplicateAndUnknownHeaders_KeepsListAndFindsFirst()
    {
        var bytes = WireBytes.Required().Header("type", "event").Header("x-new", "1").Header("type", "card").ToArray();

        var frame = FrameCodec.Decode(bytes);

        Assert.Equal(3, frame.Headers.Count);
        Assert.Equal("event", frame.FindHeader("type"));
        Assert.Null(frame.FindHeader("Type"));
        Assert.Equal(bytes, FrameCodec.Encode(frame));
    }

    [Fact]
    public void Decode_UnknownFieldsOfEveryWireType_AreSkipped()
    {
        var bytes = WireBytes.Required()
            .Raw(0x78, 0x01)
            .Raw(0x79, 1, 2, 3, 4, 5, 6, 7, 8)
            .LengthDelimited(0x7A, [9, 9])
            .Raw(0x7B, 0x08, 0x01, 0x7C)
            .Raw(0x7D, 1, 2, 3, 4)
            .Header("type", "event")
            .ToArray();

        var frame = FrameCodec.Decode(bytes);

        Assert.Equal("event", frame.FindHeader("type"));
        Assert.Equal(WireBytes.Required().Header("type", "event").ToArray(), FrameCodec.Encode(frame));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x10, 0, 0x18, 0, 0x20, 0 })]
    [InlineData(new byte[] { 0x08, 0, 0x18, 0, 0x20, 0 })]
    [InlineData(new byte[] { 0x08, 0, 0x10, 0, 0x20, 0 })]
    [InlineData(new byte[] { 0x08, 0, 0x10, 0, 0x18, 0 })]
    public void Decode_RequiredFieldMissing_Throws(byte[] bytes) => AssertRefused(bytes);

    [Fact]
    public void Decode_HeaderWithoutValue_Throws() =>
        AssertRefused(WireBytes.Required().LengthDelimited(0x2A, [0x0A, 1, (byte)'k']).ToArray());

    [Theory]
    [InlineData(0x2A)]
    [InlineData(0x32)]
    [InlineData(0x42)]
    [InlineData(0x7A)]
    public void Decode_LengthOverTheEnd_Throws(byte tag)
    {
        foreach (var length in new ulong[] { 1, 0x7F, int.MaxValue, uint.MaxValue, long.MaxValue, ulong.MaxValue })
            AssertRefused(WireBytes.Required().Raw(tag).Varint(length).ToArray());
    }

    [Theory]
    [InlineData(0x08)]
    [InlineData(0x78)]
    public void Decode_VarintOfElevenBytes_Throws(byte tag) =>
        AssertRefused(WireBytes.Required().Raw(tag, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01).ToArray());

    [Theory]
    [InlineData(new byte[] { 0x00, 0x00 })]
    [InlineData(new byte[] { 0x07 })]
    [InlineData(new byte[] { 0x7E })]
    [InlineData(new byte[] { 0x7C })]
    [InlineData(new byte[] { 0x7B, 0x08, 0x01 })]
    [InlineData(new byte[] { 0x7B, 0x84, 0x01 })]
    [InlineData(new byte[] { 0xF8, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x00 })]
    public void Decode_ImpossibleTagOrGroup_Throws(byte[] tail) => AssertRefused(WireBytes.Required().Raw(tail).ToArray());

    [Theory]
    [InlineData(ProtocolLimits.MaxGroupDepth, true)]
    [InlineData(ProtocolLimits.MaxGroupDepth + 1, false)]
    [InlineData(100_000, false)]
    public void Decode_NestedGroups_AcceptsUpToTheCap(int depth, bool accepted)
    {
        var groups = Enumerable.Repeat((byte)0x7B, depth).Concat(Enumerable.Repeat((byte)0x7C, depth)).ToArray();

        Assert.Equal(accepted, DecodeOrNull(WireBytes.Required().Raw(groups).ToArray()) is not null);
    }

    [Theory]
    [InlineData(ProtocolLimits.MaxHeaders, true)]
    [InlineData(ProtocolLimits.MaxHeaders + 1, false)]
    [InlineData(500_000, false)]
    public void Decode_ManyHeaders_AcceptsUpToTheCap(int count, bool accepted)
    {
        var bytes = WireBytes.Required();
        for (var i = 0; i < count; i++)
            bytes.Header("", "");

        Assert.Equal(accepted, DecodeOrNull(bytes.ToArray()) is not null);
    }

    [Theory]
    [InlineData(new byte[] { 0x2A, 0 })]
    [InlineData(new byte[] { 0x78, 1 })]
    [InlineData(new byte[] { 0x7A, 0 })]
    [InlineData(new byte[] { 0x7B, 0x7C })]
    public void Decode_LargestFrameOfTinyFields_AllocatesNoMoreThanItsSize(byte[] field)
    {
        var bytes = WireBytes.Required();
        for (var size = 8; size + field.Length <= ProtocolLimits.MaxFrameBytes; size += field.Length)
            bytes.Raw(field);
        var frame = bytes.ToArray();
        DecodeOrNull(frame);

        var before = GC.GetAllocatedBytesForCurrentThread();
        DecodeOrNull(frame);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, frame.Length);
    }

    [Theory]
    [InlineData(ProtocolLimits.MaxHeaderBytes, true)]
    [InlineData(ProtocolLimits.MaxHeaderBytes + 1, false)]
    public void Decode_LongHeader_AcceptsUpToTheCap(int size, bool accepted)
    {
        const int Framing = 2 + 1 + 3;
        var bytes = WireBytes.Required().Header("", new string('v', size - Framing + 1)).ToArray();

        Assert.Equal(accepted, DecodeOrNull(bytes) is not null);
    }

    [Theory]
    [InlineData(ProtocolLimits.MaxFrameBytes, true)]
    [InlineData(ProtocolLimits.MaxFrameBytes + 1, false)]
    public void Decode_LargeFrame_AcceptsUpToTheCap(int size, bool accepted)
    {
        const int Framing = 8 + 1 + 4;
        var bytes = WireBytes.Required().LengthDelimited(0x42, new byte[size - Framing]).ToArray();
        Assert.Equal(size, bytes.Length);

        Assert.Equal(accepted, DecodeOrNull(bytes) is not null);
    }

    [Theory]
    [InlineData(0x32)]
    [InlineData(0x3A)]
    [InlineData(0x4A)]
    public void Decode_TextThatIsNotUtf8_Throws(byte tag) => AssertRefused(WireBytes.Required().LengthDelimited(tag, [0xC3]).ToArray());

    [Fact]
    public void Decode_HeaderThatIsNotUtf8_Throws() =>
        AssertRefused(WireBytes.Required().LengthDelimited(0x2A, [0x0A, 1, 0xFF, 0x12, 0]).ToArray());

    [Fact]
    public void Decode_BufferReusedAfterwards_FrameIsUnharmed()
    {
        var buffer = GoldenFrames.Event.ToArray();

        var frame = FrameCodec.Decode(buffer);
        buffer.AsSpan().Clear();

        Assert.Equal(GoldenFrames.Event, FrameCodec.Encode(frame));
    }

    [Fact]
    public void Encode_RequiredFieldNotSet_Throws()
    {
        var withoutService = new Frame { SeqID = 0, LogID = 0, Method = 0 };
        var withoutValue = new Frame { SeqID = 0, LogID = 0, Service = 0, Method = 0, Headers = { new Header { Key = "type" } } };

        Assert.Throws<ArgumentException>(() => FrameCodec.Encode(withoutService));
        Assert.Throws<ArgumentException>(() => FrameCodec.Encode(withoutValue, new ArrayBufferWriter<byte>()));
    }

    [Fact]
    public void Decode_NotUtf8_MessageDoesNotQuoteTheBytes()
    {
        var secret = Encoding.UTF8.GetBytes("access_key=0123");

        var error = Assert.Throws<FrameFormatException>(() => FrameCodec.Decode(secret));

        Assert.DoesNotContain("access_key", error.ToString(), StringComparison.Ordinal);
    }

    private static Frame? DecodeOrNull(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return FrameCodec.Decode(bytes);
        }
        catch (FrameFormatException)
        {
            return null;
        }
    }

    private static void AssertRefused(byte[] bytes) => Assert.Throws<FrameFormatException>(() => FrameCodec.Decode(bytes));
}
