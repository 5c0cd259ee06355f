using FeishuOrleans.AdminClient.Terminals;

namespace FeishuOrleans.AdminClient.Tests.Terminals;

/// <summary>Streams in memory and a person who answers from a script.</summary>
internal sealed class FakeTerminal : ITerminal
{
    public TextReader Input { get; init; } = new StringReader("");

    public bool InputIsTerminal { get; init; }

    public bool OutputIsTerminal { get; init; }

    public Dictionary<string, string> Variables { get; } = [];

    /// <summary>What the person types where nothing is shown.</summary>
    public string TypedSecret { get; init; } = "";

    /// <summary>What the person answers.</summary>
    public bool Confirms { get; init; }

    public List<string> Questions { get; } = [];

    public LineLog Output { get; } = new();

    public LineLog Error { get; } = new();

    TextWriter ITerminal.Output => Output;

    TextWriter ITerminal.Error => Error;

    public string? GetVariable(string name) => Variables.GetValueOrDefault(name);

    public Task<string> AskSecretAsync(string prompt, CancellationToken cancellationToken)
    {
        Questions.Add(prompt);
        return Task.FromResult(TypedSecret);
    }

    public Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        Questions.Add(question);
        return Task.FromResult(Confirms);
    }
}
