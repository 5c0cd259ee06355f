using System.Text.Json;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Deploy.Tests.Image;

/// <summary>The instructions of the Dockerfile at the root, stage by stage.</summary>
internal static class Dockerfile
{
    private static readonly (string Stage, string Name, string Arguments)[] Instructions = [.. Parse()];

    /// <summary>Names of the stages in order; the last one has none.</summary>
    public static string[] Stages => [.. Instructions.Select(static instruction => instruction.Stage).Distinct()];

    /// <summary>What follows an instruction, wherever it is given.</summary>
    public static string[] All(string name) => [.. Instructions.Where(instruction => instruction.Name == name).Select(static instruction => instruction.Arguments)];

    /// <summary>What follows an instruction of one stage.</summary>
    public static string[] Of(string stage, string name) =>
        [.. Instructions.Where(instruction => instruction.Stage == stage && instruction.Name == name).Select(static instruction => instruction.Arguments)];

    /// <summary>The words of an instruction that is written as a JSON array.</summary>
    public static string[] Words(string arguments) => JsonSerializer.Deserialize<string[]>(arguments[arguments.IndexOf('[', StringComparison.Ordinal)..])!;

    private static IEnumerable<(string Stage, string Name, string Arguments)> Parse()
    {
        var stage = "";
        foreach (var line in File.ReadAllLines(RepositoryRoot.File("Dockerfile")).Where(static line => line.Length > 0 && line[0] != '#'))
        {
            var (name, arguments) = (line[..line.IndexOf(' ', StringComparison.Ordinal)], line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            if (name == "FROM")
                stage = arguments.Split(" AS ").ElementAtOrDefault(1) ?? "";
            yield return (stage, name, arguments);
        }
    }
}
