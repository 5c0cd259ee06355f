using System.Text;
using Feishu.Protocol.Frames;
using Google.Protobuf;

namespace Feishu.Protocol.Tests.Frames;

public sealed class AcknowledgementTests
{
    private static readonly TimeSpan Elapsed = TimeSpan.FromMilliseconds(12.9);

    [Fact]
    public void Build_EventVector_EqualsAckVector()
    {
        var received = FrameCodec.Decode(GoldenFrames.Event);

        var ack = Acknowledgement.Build(received, AckCode.Ok, answerJson: [], Elapsed);

        Assert.Equal(GoldenFrames.Ack, FrameCodec.Encode(ack));
    }

    [Fact]
    public void Build_Anything_LeavesTheReceivedFrameAlone()
    {
        var received = FrameCodec.Decode(GoldenFrames.Event);

        Acknowledgement.Build(received, AckCode.Failed, "{}"u8, Elapsed);

        Assert.Equal(GoldenFrames.Event, FrameCodec.Encode(received));
    }

    [Fact]
    public void Build_UnusualFrame_EchoesEverythingElse()
    {
        var received = FrameCodec.Decode(WireBytes.Required()
            .Header("instance_id", "i").Header("type", "event").Header("type", "again").Header("x-unknown", "消息")
            .LengthDelimited(0x32, []).LengthDelimited(0x3A, "json"u8).LengthDelimited(0x42, "{}"u8).LengthDelimited(0x4A, "L"u8)
            .ToArray());

        var ack = Acknowledgement.Build(received, AckCode.Failed, answerJson: [], TimeSpan.Zero);

        var expected = WireBytes.Required()
            .Header("instance_id", "i").Header("type", "event").Header("type", "again").Header("x-unknown", "消息").Header("biz_rt", "0")
            .LengthDelimited(0x32, []).LengthDelimited(0x3A, "json"u8).LengthDelimited(0x42, """{"code":500}"""u8).LengthDelimited(0x4A, "L"u8)
            .ToArray();
        Assert.Equal(expected, FrameCodec.Encode(ack));
    }

    [Fact]
    public void Build_Answer_IsBase64OfTheJson()
    {
        var ack = Acknowledgement.Build(
            FrameCodec.Decode(GoldenFrames.Event), AckCode.Ok, """{"toast":{"type":"info","content":"ok"}}"""u8, Elapsed);

        Assert.Equal(
            """{"code":200,"data":"eyJ0b2FzdCI6eyJ0eXBlIjoiaW5mbyIsImNvbnRlbnQiOiJvayJ9fQ=="}""",
            ack.Payload.ToStringUtf8());
    }

    [Fact]
    public void Build_AnswerWhoseBase64HasPlusAndSlash_IsNotEscaped()
    {
        byte[] answer = [0xFB, 0xEF, 0xBE, 0xFF, 0xFF, 0xFF];

        var ack = Acknowledgement.Build(FrameCodec.Decode(GoldenFrames.Event), AckCode.Ok, answer, Elapsed);

        Assert.Equal("""{"code":200,"data":"++++////"}""", ack.Payload.ToStringUtf8());
    }

    [Fact]
    public void Build_OtherCode_IsWritten() => Assert.Equal(
        """{"code":-1}""",
        Acknowledgement.Build(FrameCodec.Decode(GoldenFrames.Event), -1, answerJson: [], Elapsed).Payload.ToStringUtf8());

    [Fact]
    public void Build_NegativeElapsed_WritesZero()
    {
        var ack = Acknowledgement.Build(FrameCodec.Decode(GoldenFrames.Event), AckCode.Ok, answerJson: [], TimeSpan.FromSeconds(-1));

        Assert.Equal("0", ack.FindHeader(HeaderName.BizRt));
    }

    [Theory]
    [InlineData("""{"code":200}""", "")]
    [InlineData("""{"code":200,"headers":null,"data":null}""", "")]
    [InlineData("""{"headers":{"a":[1]},"data":"e30=","code":200}""", "{}")]
    public void Parse_FormsSeenInTheWild_AreRead(string payload, string answer)
    {
        var ack = Acknowledgement.Parse(WithPayload(payload, bizRt: "-3"));

        Assert.Equal(AckCode.Ok, ack.Code);
        Assert.Equal(answer, Encoding.UTF8.GetString(ack.Answer.Span));
        Assert.Equal(-3, ack.HandlerMilliseconds);
    }

    [Fact]
    public void Parse_WithoutBizRt_HasNoHandlerTime() =>
        Assert.Null(Acknowledgement.Parse(WithPayload("""{"code":500}""", bizRt: null)).HandlerMilliseconds);

    [Theory]
    [InlineData("", "1")]
    [InlineData("[]", "1")]
    [InlineData("{}", "1")]
    [InlineData("""{"code":"200"}""", "1")]
    [InlineData("""{"code":99999999999}""", "1")]
    [InlineData("""{"code":200,"data":"{}"}""", "1")]
    [InlineData("""{"code":200,"data":{}}""", "1")]
    [InlineData("""{"code":200}{}""", "1")]
    [InlineData("""{"code":200""", "1")]
    [InlineData("""{"code":200}""", "fast")]
    [InlineData("""{"code":200}""", "")]
    public void Parse_NotAnAcknowledgement_Throws(string payload, string bizRt) =>
        Assert.Throws<FrameFormatException>(() => Acknowledgement.Parse(WithPayload(payload, bizRt)));

    private static Frame WithPayload(string payload, string? bizRt)
    {
        var frame = new Frame { SeqID = 1, LogID = 1, Service = 1, Method = FrameMethod.Data, Payload = ByteString.CopyFromUtf8(payload) };
        if (bizRt is not null)
            frame.AddHeader(HeaderName.BizRt, bizRt);
        return frame;
    }
}
