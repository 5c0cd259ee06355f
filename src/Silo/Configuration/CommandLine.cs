namespace FeishuOrleans.Silo.Configuration;

/// <summary>The command line, read strictly: a setting that is misspelt must not pass in silence.</summary>
/// <param name="Request">What the caller wants to know instead of starting; null to start.</param>
/// <param name="File">File of <c>--config</c>; null without it.</param>
/// <param name="Settings">Every other <c>--Key value</c> and <c>--Key=value</c>, the last one of a key counts.</param>
/// <param name="Problems">What could not be read.</param>
internal sealed record CommandLine(
    CommandLineRequest? Request, string? File, IReadOnlyDictionary<string, string?> Settings, IReadOnlyList<string> Problems)
{
    private const string FileOption = "config";

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var problems = new List<string>();
        CommandLineRequest? request = null;
        for (var i = 0; i < args.Count; i++)
        {
            if (RequestOf(args[i]) is { } asked)
                request ??= asked;
            else if (!args[i].StartsWith("--", StringComparison.Ordinal) || args[i].Length == 2)
                problems.Add($"'{args[i]}' is not a setting: settings are given as --Section:Key value.");
            else if (args[i].IndexOf('=', StringComparison.Ordinal) is var equals and > 0)
                settings[args[i][2..equals]] = args[i][(equals + 1)..];
            else if (i + 1 < args.Count)
                settings[args[i][2..]] = args[++i];
            else
                problems.Add($"{args[i]} has no value.");
        }

        settings.Remove(FileOption, out var file);
        return new CommandLine(request, file, settings, problems);
    }

    private static CommandLineRequest? RequestOf(string argument) => argument switch
    {
        "--help" or "-h" or "-?" => CommandLineRequest.Help,
        "--version" => CommandLineRequest.Version,
        _ => null,
    };
}
