using System.ComponentModel;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace FeishuOrleans.Silo.Api.Messages;

/// <summary>What a message says, and what makes repeating it safe. One of the four contents is given.</summary>
internal abstract record ContentBody
{
    /// <summary>Every byte counts towards the platform's limit, so nothing is escaped that need not be.</summary>
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Description("Plain text; <at user_id=\"ou_...\"></at> in it mentions somebody.")]
    public string? Text { get; init; }

    [Description("A post: rich text by language, as the platform documents it.")]
    public JsonElement? Post { get; init; }

    [Description("An interactive card, or a reference to a template, as the platform documents it.")]
    public JsonElement? Card { get; init; }

    [Description("Any other kind of message.")]
    public RawContent? Raw { get; init; }

    [Description("The same key for the same target within an hour sends once, and answers with the same message id.")]
    public string? IdempotencyKey { get; init; }

    /// <summary>Says what is missing or too much, or null.</summary>
    public string? ExplainContent() => new[] { Text is not null, Post is not null, Card is not null, Raw is not null }.Count(static given => given) == 1
        ? null
        : "Say what to send, once: text, post, card or raw.";

    /// <summary>Type and content as the platform takes them.</summary>
    public (string Type, string Json) ToContent() => this switch
    {
        { Text: { } text } => ("text", JsonSerializer.Serialize(new Dictionary<string, string> { ["text"] = text }, Readable)),
        { Post: { } post } => ("post", post.GetRawText()),
        { Card: { } card } => ("interactive", card.GetRawText()),
        _ => (Raw!.Type, Raw.Content.GetRawText()),
    };

    /// <summary>Never what it says.</summary>
    public sealed override string ToString() => GetType().Name;
}
