using System.CommandLine;

namespace FeishuOrleans.AdminClient.Commands;

/// <summary>A command whose help shows how it is used.</summary>
/// <param name="name">The word on the command line.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Whole command lines, without the program's name.</param>
internal sealed class DescribedCommand(string name, string description, params string[] examples)
    : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
