namespace FeishuOrleans.AdminClient.Diagnosis;

/// <summary>One thing that was found.</summary>
/// <param name="Check">What was looked at.</param>
/// <param name="State">How bad it is.</param>
/// <param name="Silo">The silo it is about; null when it is about all of them or about this machine.</param>
/// <param name="Seen">What was seen, a sentence.</param>
/// <param name="Advice">What to do, a sentence; null when there is nothing to do.</param>
internal sealed record Finding(CheckKind Check, FindingState State, string? Silo, string Seen, string? Advice)
{
    public static Finding Ok(CheckKind check, string? silo, string seen) => new(check, FindingState.Ok, silo, seen, null);

    public static Finding Warning(CheckKind check, string? silo, string seen, string advice) => new(check, FindingState.Warning, silo, seen, advice);

    public static Finding Problem(CheckKind check, string? silo, string seen, string advice) => new(check, FindingState.Problem, silo, seen, advice);
}
