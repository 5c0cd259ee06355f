namespace FeishuOrleans.Testing.Webhooks;

/// <summary>What a consumer answers.</summary>
/// <param name="Status">HTTP status code.</param>
/// <param name="Body">Body, JSON or nothing.</param>
/// <param name="Headers">Headers beside the usual ones.</param>
public sealed record WebhookAnswer(int Status, string Body = "", IReadOnlyDictionary<string, string>? Headers = null)
{
    public static WebhookAnswer Ok { get; } = new(200, "{}");
}
