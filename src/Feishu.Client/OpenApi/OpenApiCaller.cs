using System.Net.Http.Headers;
using System.Text.Json;
using Feishu.Client.Hosting;
using Feishu.Protocol;

namespace Feishu.Client.OpenApi;

/// <summary>One call of the Open API: bounded in time and size, failures by number (protocol notes, section 7).</summary>
internal sealed class OpenApiCaller(PlatformHttp http, TimeProvider time)
{
    /// <summary>Start-up of a loaded process must not cost the identity, so this is generous (field report S35).</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private const int MaxAnswerBytes = 1024 * 1024;

    /// <summary>Sends a request and returns the answer's root when its code is 0.</summary>
    /// <exception cref="OpenApiException">Refused, unreachable, timed out or malformed.</exception>
    public async Task<JsonElement> CallAsync(FeishuAccount account, HttpMethod method, string path, string? token, byte[]? body, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = CreateRequest(new Uri(account.BaseAddress, path), method, token, body);
        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var answer = await PlatformHttp.ReadAsync(response, MaxAnswerBytes, either.Token).ConfigureAwait(false);
            return Interpret(path, (int)response.StatusCode, answer);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new OpenApiException($"{path} did not answer within {Timeout.TotalSeconds:0} s.", null, late);
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new OpenApiException($"{path} failed: {PlatformHttp.Explain(broken)}", null, broken);
        }
    }

    private static HttpRequestMessage CreateRequest(Uri url, HttpMethod method, string? token, byte[]? body)
    {
        var request = new HttpRequestMessage(method, url);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return request;
    }

    /// <summary>The code decides, whatever the HTTP status says (protocol notes, section 7.2).</summary>
    private static JsonElement Interpret(string path, int status, ReadOnlyMemory<byte> answer)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(answer);
            root = document.RootElement.Clone();
        }
        catch (JsonException malformed)
        {
            throw new OpenApiException($"{path} answered HTTP {status} without JSON.", null, malformed);
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("code", out var codeValue) || !codeValue.TryGetInt64(out var code))
            throw new OpenApiException($"{path} answered HTTP {status} without a code.", null);
        if (code == 0)
            return root;
        var text = root.TryGetProperty("msg", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null;
        throw new OpenApiException($"{path} answered code {code}: {PlatformText.Clean(text)}", code);
    }
}
