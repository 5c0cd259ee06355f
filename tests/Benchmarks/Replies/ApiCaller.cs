using System.Net.Http.Json;
using FeishuOrleans.Benchmarks.Fleet;

namespace FeishuOrleans.Benchmarks.Replies;

/// <summary>Replies through the HTTP API of a silo.</summary>
internal sealed class ApiCaller(Uri silo) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = silo };

    public async Task ReplyAsync(int account, string messageId, CancellationToken cancellation)
    {
        var body = new { text = "It is 14:05.", chatId = $"oc_of_{messageId}", idempotencyKey = messageId };
        using var response = await _http.PostAsJsonAsync($"/api/accounts/{BotFleet.IdOf(account)}/messages/{messageId}/reply", body, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync(cancellation));
    }

    public void Dispose() => _http.Dispose();
}
