namespace Feishu.Simulator.Faults;

/// <summary>What can go wrong at any HTTP stage.</summary>
public abstract record StageFault
{
    /// <summary>How many calls it hits before it ends by itself; null: until cleared.</summary>
    public int? Times { get; init; }

    /// <summary>Wait this long first.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Never answer.</summary>
    public bool Hang { get; init; }

    /// <summary>Reset the TCP connection instead of answering.</summary>
    public bool Reset { get; init; }

    /// <summary>Why nothing will be answered; null when something will.</summary>
    internal string? Silence => Hang ? "left hanging" : Reset ? "reset" : null;

    internal abstract void Validate();
}
