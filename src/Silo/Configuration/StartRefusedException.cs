namespace FeishuOrleans.Silo.Configuration;

/// <summary>The silo does not start as it is configured. Says everything that is wrong at once.</summary>
internal sealed class StartRefusedException(IReadOnlyCollection<string> problems) : Exception(Compose(problems))
{
    private static string Compose(IReadOnlyCollection<string> problems) => string.Join(
        Environment.NewLine,
        [
            $"The configuration has {(problems.Count == 1 ? "a problem" : $"{problems.Count} problems")}:",
            .. problems.Select(problem => $"  {problem}"),
            "What the settings mean: --help, docs/configuration.md",
        ]);
}
