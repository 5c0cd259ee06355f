using System.Text.Encodings.Web;
using System.Text.Json;

namespace Feishu.Client.Sending;

/// <summary>What a message says: a type of the platform and its content, a JSON object.</summary>
/// <param name="Type">For example <c>text</c>, <c>post</c>, <c>interactive</c>, <c>image</c>.</param>
/// <param name="Json">The content as the platform documents it for this type.</param>
public sealed record MessageContent(string Type, string Json)
{
    internal const string TextType = "text", PostType = "post", CardType = "interactive";

    /// <summary>Chinese text stays as it is: escaped, it would be twice as long and sooner over the limit.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Plain text; <c>&lt;at user_id="ou_…"&gt;&lt;/at&gt;</c> in it mentions somebody.</summary>
    public static MessageContent Text(string text) =>
        new(TextType, JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = text }, Readable));

    /// <summary>Rich text, by language: <c>{"zh_cn":{"title":…,"content":[[…]]}}</c>.</summary>
    public static MessageContent Post(string json) => new(PostType, json);

    /// <summary>An interactive card, or a reference to a template.</summary>
    public static MessageContent Card(string json) => new(CardType, json);

    /// <summary>Type and size, never what it says.</summary>
    public override string ToString() => $"{Type} of {Json.Length} characters";
}
