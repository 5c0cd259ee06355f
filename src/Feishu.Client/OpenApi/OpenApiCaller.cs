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
    public async Task<JsonElement> CallAsync(FeishuAccount account, OpenApiRequest wanted, string? token, CancellationToken cancellation)
    {
        var path = NameOf(wanted);
        using var limit = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellation);
        using var request = CreateRequest(account, wanted, token);
        try
        {
            using var response = await http.SendAsync(request, either.Token).ConfigureAwait(false);
            var answer = await PlatformHttp.ReadAsync(response, MaxAnswerBytes, either.Token).ConfigureAwait(false);
            return Interpret(path, response, answer);
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

    private static string NameOf(OpenApiRequest wanted) => wanted.Path.Split('?')[0];

    private static HttpRequestMessage CreateRequest(FeishuAccount account, OpenApiRequest wanted, string? token)
    {
        var request = new HttpRequestMessage(wanted.Method, new Uri(account.BaseAddress, wanted.Path));
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (wanted.Body is { } body)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        return request;
    }

    /// <summary>The code decides, whatever the HTTP status says (protocol notes, section 7.2).</summary>
    private static JsonElement Interpret(string path, HttpResponseMessage response, ReadOnlyMemory<byte> answer)
    {
        var status = (int)response.StatusCode;
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(answer);
            root = document.RootElement.Clone();
        }
        catch (JsonException malformed)
        {
            throw Failure(response, $"{path} answered HTTP {status} without JSON.", null, malformed);
        }

        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("code", out var codeValue)
            || codeValue.ValueKind != JsonValueKind.Number || !codeValue.TryGetInt64(out var code))
            throw Failure(response, $"{path} answered HTTP {status} without a code.", null);
        if (code == 0)
            return root;
        var text = root.TryGetProperty("msg", out var message) && message.ValueKind == JsonValueKind.String ? message.GetString() : null;
        throw Failure(response, $"{path} answered code {code}: {PlatformText.Clean(text)}", code);
    }

    private static OpenApiException Failure(HttpResponseMessage response, string message, long? code, Exception? inner = null) =>
        new(message, code, inner) { HttpStatus = (int)response.StatusCode, RetryAfter = RateLimitHeader.Read(response) };
}
