namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>Whether a webhook understood the platform's challenge.</summary>
/// <param name="Problem">What is wrong, for people; null when the challenge came back.</param>
internal sealed record ChallengeResult(string? Problem)
{
    public static ChallengeResult Echoed { get; } = new((string?)null);

    public bool IsEchoed => Problem is null;

    public static ChallengeResult NotEchoed(string problem) => new(problem);
}
