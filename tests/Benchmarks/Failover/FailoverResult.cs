namespace FeishuOrleans.Benchmarks.Failover;

/// <summary>What a scenario came to.</summary>
/// <param name="Scenario">Its name, with what distinguishes it.</param>
/// <param name="Figures">The figures.</param>
/// <param name="Problems">Broken promises; none when all is well.</param>
internal sealed record FailoverResult(string Scenario, IReadOnlyList<Figure> Figures, IReadOnlyList<string> Problems)
{
    public const string Heading = "| scenario | figure | n | min | p50 | p99 | max |\n|---|---|---|---|---|---|---|";

    public override string ToString() => string.Join('\n', Figures.Append(Figure.Of("promises broken", Problems.Count)).Select(figure => $"| {Scenario} | {figure.What} | {figure.Cells} |"));
}
