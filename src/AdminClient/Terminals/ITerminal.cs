namespace FeishuOrleans.AdminClient.Terminals;

/// <summary>The person or script on the other side.</summary>
internal interface ITerminal
{
    TextReader Input { get; }

    TextWriter Output { get; }

    TextWriter Error { get; }

    bool InputIsTerminal { get; }

    bool OutputIsTerminal { get; }

    /// <summary>An environment variable, or null when it is unset or empty.</summary>
    string? GetVariable(string name);

    /// <summary>Asks without showing what is typed.</summary>
    Task<string> AskSecretAsync(string prompt, CancellationToken cancellationToken);

    /// <summary>Asks yes or no; no is the default.</summary>
    Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken);
}
