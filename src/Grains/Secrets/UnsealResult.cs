using System.Diagnostics.CodeAnalysis;

namespace FeishuOrleans.Grains.Secrets;

/// <summary>A sealed text in clear, or why it could not be opened.</summary>
internal sealed class UnsealResult
{
    private UnsealResult(string? text, string? problem)
    {
        Text = text;
        Problem = problem;
    }

    public string? Text { get; }

    public string? Problem { get; }

    [MemberNotNullWhen(true, nameof(Text))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsOpen => Text is not null;

    public static UnsealResult Opened(string text) => new(text, null);

    public static UnsealResult Failed(string problem) => new(null, problem);

    /// <summary>Hides the text.</summary>
    public override string ToString() => Problem ?? "opened";
}
