using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using FeishuOrleans.Benchmarks.Fleet;

namespace FeishuOrleans.Benchmarks.Replies;

/// <summary>Replies as a bot would without us: its own token, the same request.</summary>
internal sealed class PlatformCaller(Uri platform) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = platform };
    private readonly Dictionary<int, string> _tokens = [];

    public async Task ReplyAsync(int account, string messageId, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/open-apis/im/v1/messages/{messageId}/reply")
        {
            Content = JsonContent.Create(new { msg_type = "text", content = """{"text":"It is 14:05."}""", uuid = Guid.NewGuid().ToString("N") }),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _tokens[account]);
        using var response = await _http.SendAsync(request, cancellation);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(cancellation);
        if (answer.GetProperty("code").GetInt64() != 0)
            throw new InvalidOperationException($"The platform refused: {answer}");
    }

    public async Task ObtainTokenAsync(int account, CancellationToken cancellation)
    {
        using var response = await _http.PostAsJsonAsync(
            "/open-apis/auth/v3/tenant_access_token/internal", new { app_id = BotFleet.AppIdOf(account), app_secret = BotFleet.SecretOf(account) }, cancellation);
        _tokens[account] = (await response.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("tenant_access_token").GetString()!;
    }

    public void Dispose() => _http.Dispose();
}
