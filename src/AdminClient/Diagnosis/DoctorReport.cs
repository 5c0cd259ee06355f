namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>What <c>doctor</c> prints.</summary>
/// <param name="ClusterId">The cluster that was meant.</param>
/// <param name="Findings">Everything that was found, good things too, in the order in which it was looked at.</param>
internal sealed record DoctorReport(string ClusterId, IReadOnlyList<Finding> Findings)
{
    /// <summary>The worst of the findings.</summary>
    public FindingState State => Findings.Max(static finding => finding.State);

    /// <summary>A line for people that has the number of findings that need somebody.</summary>
    public string Summary()
    {
        var (problems, warnings) = (Count(FindingState.Problem), Count(FindingState.Warning));
        return (problems, warnings) switch
        {
            (0, 0) => "Nothing to do.",
            (0, _) => $"No problem, {Number(warnings, "warning")}.",
            (_, 0) => $"{Number(problems, "problem")}.",
            _ => $"{Number(problems, "problem")}, {Number(warnings, "warning")}.",
        };
    }

    private int Count(FindingState state) => Findings.Count(finding => finding.State == state);

    private static string Number(int count, string noun) => count == 1 ? $"1 {noun}" : $"{count} {noun}s";
}
