using System.Security.Cryptography;
using System.Text.Json;

namespace FeishuOrleans.Grains.Sinks.Webhook;

/// <summary>
/// Sends the <c>url_verification</c> request that the platform sends when a webhook is saved. A handler that echoes it can
/// read what it gets: official handlers answer 200 also to what they cannot decrypt, and drop it.
/// </summary>
internal sealed class WebhookChallenge(WebhookHttp http, TimeProvider time)
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 64 };

    public async Task<ChallengeResult> SendAsync(WebhookTarget target, CancellationToken cancellation)
    {
        var challenge = RandomNumberGenerator.GetHexString(32, lowercase: true);
        var request = WebhookRequest.Signed(target, $"msg_challenge_{challenge}", BodyOf(challenge, target), RequestStamp.Of(time.GetUtcNow()));
        var response = await http.SendAsync(target.Url, request, wantsBody: true, cancellation);
        if (!response.IsSuccess)
            return ChallengeResult.NotEchoed($"The webhook did not answer the challenge: {response.Reason}.");
        return Echoes(response.Body, challenge)
            ? ChallengeResult.Echoed
            : ChallengeResult.NotEchoed($"The webhook answered {response.Reason} without the challenge: its handler does not know it, or {KeysOf(target)}.");
    }

    private static byte[] BodyOf(string challenge, WebhookTarget target) =>
        JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
        {
            ["challenge"] = challenge,
            ["token"] = target.VerificationToken ?? "",
            ["type"] = "url_verification",
        });

    private static string KeysOf(WebhookTarget target) => target.Encryption is null
        ? "expects another verification token or an encrypt key"
        : "has another encrypt key or verification token";

    private static bool Echoes(ReadOnlyMemory<byte>? body, string challenge)
    {
        if (body is not { } json)
            return false;
        try
        {
            using var answer = JsonDocument.Parse(json, Options);
            return answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("challenge"u8, out var echoed)
                && echoed.ValueKind == JsonValueKind.String
                && echoed.ValueEquals(challenge);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
