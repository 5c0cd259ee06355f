using System.Net.Http.Json;
using System.Text.Json;

namespace FeishuOrleans.Benchmarks.Replies;

/// <summary>Replies through the HTTP API of a silo.</summary>
internal sealed class ApiCaller(Uri silo) : IDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    private readonly HttpClient _http = new() { BaseAddress = silo };

    public async Task ReplyAsync(int account, string messageId, CancellationToken cancellation)
    {
        var body = new { text = "It is 14:05.", chatId = $"oc_of_{messageId}", idempotencyKey = messageId };
        using var response = await _http.PostAsJsonAsync($"/api/accounts/{RepliesMeasurement.IdOf(account)}/messages/{messageId}/reply", body, cancellation);
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>Waits until the silo has so many connections.</summary>
    public async Task ConnectedAsync(int count, CancellationToken cancellation)
    {
        while (true)
        {
            var cluster = await _http.GetFromJsonAsync<JsonElement>("/api/cluster", cancellation);
            if (cluster.GetProperty("silos").EnumerateArray().Sum(static one => one.GetProperty("connected").ValueKind == JsonValueKind.Number ? one.GetProperty("connected").GetInt32() : 0) >= count)
                return;
            await Task.Delay(Poll, cancellation);
        }
    }

    public void Dispose() => _http.Dispose();
}
