using System.Text.Json;

namespace Feishu.Client.OpenApi;

/// <summary>Calls with the account's tenant token; a token the platform no longer takes is replaced once (protocol notes, section 7.2).</summary>
internal sealed class SignedCaller(OpenApiCaller caller, TenantTokenCache tokens)
{
    /// <summary>Sends a request and returns the answer's root when its code is 0.</summary>
    /// <exception cref="OpenApiException">Refused, unreachable, timed out or malformed; or there is no token to be had.</exception>
    public async Task<JsonElement> CallAsync(FeishuAccount account, OpenApiRequest request, CancellationToken cancellation)
    {
        var token = await tokens.GetAsync(account, cancellation).ConfigureAwait(false);
        try
        {
            return await caller.CallAsync(account, request, token, cancellation).ConfigureAwait(false);
        }
        catch (OpenApiException refused) when (TokenCode.IsStale(refused.Code))
        {
            tokens.Reject(account, token);
            token = await tokens.GetAsync(account, cancellation).ConfigureAwait(false);
            return await caller.CallAsync(account, request, token, cancellation).ConfigureAwait(false);
        }
    }
}
