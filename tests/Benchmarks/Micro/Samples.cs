using System.Text;
using Feishu.Protocol.Frames;
using Google.Protobuf;

namespace FeishuOrleans.Benchmarks.Micro;

/// <summary>An event of 1 KB as the platform sends it.</summary>
internal static class Samples
{
    public static byte[] Message(int number) => Encoding.UTF8.GetBytes(
        $$$$"""
        {"schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb{{{{number:x8}}}}","event_type":"im.message.receive_v1","create_time":"1608725989000","token":"","app_id":"cli_0123456789abcdef","tenant_key":"736588c9260f175e"},"event":{"sender":{"sender_id":{"union_id":"on_8ed6aa67826108097d9ee143816345","user_id":null,"open_id":"ou_84aad35d084aa403a838cf73ee18467"},"sender_type":"user","tenant_key":"736588c9260f175e"},"message":{"message_id":"om_5ce6d572455d361153b7cb51{{{{number:x8}}}}","chat_id":"oc_5ad11d72b830411d72b836c20","chat_type":"group","message_type":"text","create_time":"1609073151345","update_time":"1609073151345","content":"{\"text\":\"{{{{new string('x', 400)}}}}\"}"}}}
        """);

    public static byte[] Frame()
    {
        var frame = new Frame { SeqID = 7, LogID = 7_000_000_000, Service = 1, Method = (int)FrameMethod.Data, Payload = ByteString.CopyFrom(Message(1)) };
        frame.AddHeader("type", "event");
        frame.AddHeader("message_id", "5e3702a84e847582be8db7fb73283c02");
        frame.AddHeader("sum", "1");
        frame.AddHeader("seq", "0");
        frame.AddHeader("trace_id", "0a1b2c3d4e5f60718293a4b5c6d7e8f9");
        return FrameCodec.Encode(frame);
    }
}
