using Feishu.Client.OpenApi;

namespace Feishu.Client.Sending;

/// <summary>The platform's two calls, send and reply; one attempt, with a time limit of its own.</summary>
internal interface IMessageApi
{
    /// <exception cref="OpenApiException">Refused, unreachable, timed out or malformed.</exception>
    Task<Sent> CallAsync(FeishuAccount account, OpenApiRequest request, CancellationToken cancellation);
}
