using FeishuOrleans.Grains.Interfaces.Accounts;

namespace FeishuOrleans.Grains.Interfaces.Webhooks;

/// <summary>What a test of a webhook came to, or why it was not made. Exactly one of the two is set.</summary>
[GenerateSerializer, Immutable, Alias("feishu.WebhookTestReply")]
public sealed record WebhookTestReply(
    [property: Id(0)] WebhookTestResult? Result,
    [property: Id(1)] AccountRefusal? Refusal)
{
    public static WebhookTestReply Of(WebhookTestResult result) => new(result, null);

    public static WebhookTestReply Refused(AccountRefusal refusal) => new(null, refusal);
}

/// <summary>How a webhook took the platform's own <c>url_verification</c> challenge.</summary>
/// <param name="IsEchoed">Whether the challenge came back: the endpoint is reached, and reads what is sent to it.</param>
/// <param name="Endpoint">Scheme, host and port.</param>
/// <param name="Problem">What went wrong, for people; null when nothing did. Nothing of the endpoint's own text.</param>
/// <param name="Advice">What to do about it; null when nothing is wrong.</param>
[GenerateSerializer, Immutable, Alias("feishu.WebhookTestResult")]
public sealed record WebhookTestResult(
    [property: Id(0)] bool IsEchoed,
    [property: Id(1)] string Endpoint,
    [property: Id(2)] string? Problem,
    [property: Id(3)] string? Advice);
