using System.Net.WebSockets;
using System.Text;
using Feishu.Protocol.Frames;
using Feishu.Simulator.Platform;
using Google.Protobuf;

namespace Feishu.Simulator.Sockets;

/// <summary>Makes <see cref="StrangeMessage"/>s.</summary>
internal static class StrangeMessages
{
    private const int GarbageSize = 200;

    // FIN and opcode 9, no payload: RFC 6455, section 5.5.2.
    private static readonly byte[] WebSocketPing = [0x89, 0x00];

    // Reserved bits, a reserved opcode, a mask that no server may set, and a length beyond all bounds.
    private static readonly byte[] NotWebSocket = [.. Enumerable.Repeat<byte>(0xFF, 16)];

    // SeqID, LogID and service, then nothing: method is required.
    private static readonly byte[] WithoutMethod = [0x08, 0x01, 0x10, 0x01, 0x18, 0x01];

    /// <summary>Bytes and how they go; null type: as they are, below the WebSocket.</summary>
    public static (byte[] Bytes, WebSocketMessageType? Type) Build(StrangeMessage message, int serviceId, Dice dice) => message switch
    {
        StrangeMessage.Text => ("""{"type":"pong"}"""u8.ToArray(), WebSocketMessageType.Text),
        StrangeMessage.Garbage => (Encoding.ASCII.GetBytes(dice.Hex(GarbageSize)), WebSocketMessageType.Binary),
        StrangeMessage.GarbageBytes => (NotWebSocket, null),
        StrangeMessage.WebSocketPing => (WebSocketPing, null),
        StrangeMessage.Empty => ([], WebSocketMessageType.Binary),
        StrangeMessage.MissingField => (WithoutMethod, WebSocketMessageType.Binary),
        _ => (FrameCodec.Encode(Frame(message, serviceId, dice)), WebSocketMessageType.Binary),
    };

    private static Frame Frame(StrangeMessage message, int serviceId, Dice dice) => message switch
    {
        StrangeMessage.ServerPing => ControlFrames.Ping(serviceId),
        StrangeMessage.UnknownControl => With(ControlFrames.Ping(serviceId), HeaderName.Type, "strange"),
        StrangeMessage.UnknownMethod => Data(serviceId, dice, method: 7),
        StrangeMessage.UnknownType => With(Data(serviceId, dice), HeaderName.Type, "strange"),
        StrangeMessage.SeqBeyondSum => With(Data(serviceId, dice), HeaderName.Seq, "5"),
        StrangeMessage.HugeSum => With(Data(serviceId, dice), HeaderName.Sum, "2000000000"),
        StrangeMessage.SumInWords => With(With(Data(serviceId, dice), HeaderName.Sum, "many"), HeaderName.Seq, "some"),
        _ => WithoutHeaders(Data(serviceId, dice)),
    };

    private static Frame Data(int serviceId, Dice dice, int method = FrameMethod.Data)
    {
        Frame frame = new() { SeqID = dice.NextId(53), LogID = dice.NextId(53), Service = serviceId, Method = method };
        frame.AddHeader(HeaderName.Type, FrameType.Event);
        frame.AddHeader(HeaderName.MessageId, dice.Uuid());
        frame.AddHeader(HeaderName.Sum, "1");
        frame.AddHeader(HeaderName.Seq, "0");
        frame.AddHeader(HeaderName.TraceId, dice.Hex(32));
        frame.Payload = ByteString.CopyFromUtf8("{}");
        return frame;
    }

    private static Frame With(Frame frame, string header, string value)
    {
        frame.Headers.First(known => known.Key == header).Value = value;
        return frame;
    }

    private static Frame WithoutHeaders(Frame frame)
    {
        frame.Headers.Clear();
        return frame;
    }
}
