using System.CommandLine;
using FeishuOrleans.AdminClient.Output;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>The options that say what a message says.</summary>
internal sealed class ContentOptions
{
    private readonly Option<string?> _text = new("--text") { Description = "The text; standard input when no content is given." };
    private readonly Option<string?> _textFile = ContentFile("--text-file", "File with the text.");
    private readonly Option<string?> _postFile = ContentFile("--post-file", "File with a post: rich text by language, as JSON.");
    private readonly Option<string?> _cardFile = ContentFile("--card-file", "File with an interactive card, as JSON.");
    private readonly Option<string?> _contentFile = ContentFile("--content-file", "File with the content of any other type, as JSON.");

    private readonly Option<string?> _type = new("--type")
    {
        Description = "The platform's name of that type: image, file, share_chat, ...",
        HelpName = "type",
    };

    /// <summary>What makes repeating the command safe.</summary>
    public Option<string?> Key { get; } = new("--idempotency-key")
    {
        Description = "The same key for the same target within an hour sends once.",
        HelpName = "key",
    };

    private Option<string?>[] Contents => [_text, _textFile, _postFile, _cardFile, _contentFile];

    /// <summary>Puts the options into a command.</summary>
    public void AddTo(Command command)
    {
        foreach (var option in Contents)
            command.Add(option);
        command.Add(_type);
        command.Add(Key);
        command.Validators.Add(result =>
        {
            if (Contents.Count(option => result.GetResult(option) is not null) > 1)
                result.AddError($"Give one of {string.Join(", ", Contents.Select(static option => option.Name))}.");
            if (result.GetResult(_type) is null != result.GetResult(_contentFile) is null)
                result.AddError($"{_type.Name} and {_contentFile.Name} belong together.");
        });
    }

    /// <summary>Type and JSON of what is to be sent.</summary>
    /// <exception cref="CommandFailedException">A file cannot be read, or there is nothing to read.</exception>
    public async Task<(string Type, string Json)> ReadAsync(CommandContext context, CancellationToken cancellationToken)
    {
        var parsed = context.Parsed;
        if (parsed.GetValue(_text) is { } text)
            return Text(text);
        if (parsed.GetValue(_textFile) is { } file)
            return Text(await MessageText.FromFileAsync(file, cancellationToken));
        if (parsed.GetValue(_postFile) is { } post)
            return ("post", await MessageText.FromFileAsync(post, cancellationToken));
        if (parsed.GetValue(_cardFile) is { } card)
            return ("interactive", await MessageText.FromFileAsync(card, cancellationToken));
        return parsed.GetValue(_contentFile) is { } content
            ? (parsed.GetRequiredValue(_type)!, await MessageText.FromFileAsync(content, cancellationToken))
            : Text(await MessageText.FromInputAsync(context.Terminal, cancellationToken));
    }

    private static (string Type, string Json) Text(string text) =>
        ("text", StatusJson.Line(new Dictionary<string, string> { ["text"] = text }));

    private static Option<string?> ContentFile(string name, string description) => new(name) { Description = description, HelpName = "file" };
}
