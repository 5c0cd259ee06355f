using System.Globalization;
using System.Text.Json;
using Feishu.Client.OpenApi;

namespace Feishu.Client.Sending;

/// <summary>One attempt to send (protocol notes, section 7.5): token, call and at most one repetition with a new token in one time limit.</summary>
internal sealed class MessageApi(SignedCaller caller, TimeProvider time) : IMessageApi
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(SendingLimits.CallTimeoutSeconds);

    public async Task<Sent> CallAsync(FeishuAccount account, OpenApiRequest request, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        try
        {
            return Read(await caller.CallAsync(account, request, either.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new OpenApiException($"The platform did not answer within {Limit.TotalSeconds:0} s.", null, late);
        }
    }

    private static Sent Read(JsonElement answer)
    {
        if (!answer.TryGetProperty("data", out var data) || data.Text("message_id") is not { Length: > 0 } id)
            throw new OpenApiException("The platform accepted a message without giving its id.", null);
        return new Sent(id, data.Text("chat_id"), ReadTime(data.Text("create_time")));
    }

    /// <summary>Milliseconds as text; nothing depends on it, so nonsense is no reason to fail.</summary>
    private static DateTimeOffset? ReadTime(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
