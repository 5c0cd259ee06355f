using Feishu.Protocol.Frames;
using FsCheck;
using FsCheck.Fluent;
using Google.Protobuf;

namespace Feishu.Protocol.Tests.Frames;

public sealed class FrameCodecPropertyTests
{
    private static readonly Config Thorough = Config.QuickThrowOnFailure.WithMaxTest(5_000);

    [Fact]
    public void Decode_AnyBytes_GivesFrameOrTypedError() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), IsFrameOrTypedError).Check(Thorough);

    [Fact]
    public void Decode_FrameWithAnyByteChanged_GivesFrameOrTypedError()
    {
        var damaged =
            from golden in Gen.Elements(GoldenFrames.Ping, GoldenFrames.Pong, GoldenFrames.Event, GoldenFrames.Ack)
            from index in Gen.Choose(0, golden.Length - 1)
            from value in Gen.Choose(byte.MinValue, byte.MaxValue)
            select Change(golden, index, (byte)value);

        Prop.ForAll(damaged.ToArbitrary(), IsFrameOrTypedError).Check(Thorough);
    }

    [Fact]
    public void Decode_EncodedFrame_GivesTheSameFrame() =>
        Prop.ForAll(Frames().ToArbitrary(), frame => FrameCodec.Decode(FrameCodec.Encode(frame)).Equals(frame)).Check(Thorough);

    private static bool IsFrameOrTypedError(byte[] bytes)
    {
        try
        {
            return FrameCodec.Decode(bytes).Headers.Count <= ProtocolLimits.MaxHeaders;
        }
        catch (FrameFormatException)
        {
            return true;
        }
    }

    private static byte[] Change(byte[] golden, int index, byte value)
    {
        var changed = golden.ToArray();
        changed[index] = value;
        return changed;
    }

    private static Gen<Frame> Frames() =>
        from seqId in ArbMap.Default.GeneratorFor<ulong>()
        from logId in ArbMap.Default.GeneratorFor<ulong>()
        from service in ArbMap.Default.GeneratorFor<int>()
        from method in ArbMap.Default.GeneratorFor<int>()
        from headers in Texts().Two().ListOf()
        from encoding in Texts().OrNull()
        from payload in ArbMap.Default.GeneratorFor<byte[]>()
        select Build(seqId, logId, service, method, headers.Take(ProtocolLimits.MaxHeaders), encoding, payload);

    private static Gen<string> Texts() => Gen.Elements("a", "=", "\0", "消息", "🦊", "é").ListOf().Select(string.Concat);

    private static Frame Build(
        ulong seqId, ulong logId, int service, int method, IEnumerable<(string Key, string Value)> headers, string? encoding, byte[] payload)
    {
        var frame = new Frame { SeqID = seqId, LogID = logId, Service = service, Method = method, Payload = ByteString.CopyFrom(payload) };
        foreach (var (key, value) in headers)
            frame.AddHeader(key, value);
        if (encoding is not null)
            frame.PayloadEncoding = encoding;
        return frame;
    }
}
