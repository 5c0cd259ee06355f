using System.Text;
using Feishu.Protocol.Events;

namespace Feishu.Protocol.Tests.Events;

/// <summary>Events as the platform writes them; ids are made up.</summary>
internal static class EventSamples
{
    public const string Header = """
        "schema":"2.0","header":{"event_id":"5e3702a84e847582be8db7fb73283c02","event_type":"%TYPE%","create_time":"1608725989000",
        "token":"","app_id":"cli_0123456789abcdef","tenant_key":"736588c9260f175e"}
        """;

    public const string GroupMessage = """
        {"sender":{"sender_id":{"union_id":"on_1","user_id":null,"open_id":"ou_1"},"sender_type":"user","tenant_key":"t"},
         "message":{"message_id":"om_1","root_id":"om_0","parent_id":"om_0","create_time":"1609073151345","update_time":"1687343654666",
          "chat_id":"oc_1","thread_id":"omt_1","chat_type":"group","message_type":"text","content":"{\"text\":\"@_user_1 你好\"}",
          "mentions":[{"key":"@_user_1","id":{"union_id":"on_2","user_id":"","open_id":"ou_2"},"mentioned_type":"bot","name":"Fox","tenant_key":"t"}],
          "user_agent":"Mozilla/5.0"}}
        """;

    /// <summary>As captured: no mentions, no root, parent or thread.</summary>
    public const string DirectMessage = """
        {"message":{"chat_id":"oc_1","chat_type":"p2p","content":"{\"text\":\"hi\"}","create_time":"1609073151345","message_id":"om_1","message_type":"text","update_time":"1609073151345"},
         "sender":{"sender_id":{"open_id":"ou_1","union_id":"on_1","user_id":null},"sender_type":"user","tenant_key":"t"}}
        """;

    public const string ButtonPressed = """
        {"operator":{"tenant_key":"t","user_id":"u","open_id":"ou_1","union_id":"on_1"},"token":"c-1",
         "action":{"value":{"key":"value"},"tag":"button","timezone":"Asia/Shanghai","name":"Button_1","form_value":{"field":"x","dates":["2026-01-01"]},
          "input_value":"typed","option":"a","options":["a","b"],"checked":true},
         "host":"im_message","delivery_type":"url_preview",
         "context":{"url":"https://example.com","preview_token":"p","open_message_id":"om_1","open_chat_id":"oc_1"}}
        """;

    public const string V1 = """
        {"ts":"1502199207.7171419","uuid":"bc447199585340d1f3728d26b1c0297a","token":"41a9425ea7df4536a7623e38fa321bae","type":"event_callback",
         "event":{"type":"p2p_chat_create","app_id":"cli_0123456789abcdef","tenant_key":"736588c9260f175e","chat_id":"oc_1","user":{"open_id":"ou_1","name":"王"}}}
        """;

    public static byte[] V2(string eventType, string body) =>
        Utf8($$"""{{{Header.Replace("%TYPE%", eventType, StringComparison.Ordinal)}},"event":{{body}}}""");

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static EventEnvelope Parse(string eventType, string body) => Parse(V2(eventType, body));

    public static EventEnvelope Parse(byte[] payload)
    {
        var envelope = EventEnvelope.TryParse(payload);
        Assert.NotNull(envelope);
        return envelope;
    }
}
