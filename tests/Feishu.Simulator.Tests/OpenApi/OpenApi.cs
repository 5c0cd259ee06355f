using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.OpenApi;

/// <summary>Open API calls as a plain HTTP client makes them.</summary>
internal static class OpenApi
{
    public static async Task<JsonObject> TokenAsync(PlatformClient client, string appId, string secret)
    {
        using var response = await PostAsync(
            client, "/open-apis/auth/v3/tenant_access_token/internal", $$"""{"app_id":"{{appId}}","app_secret":"{{secret}}"}""");
        return await ReadAsync(response);
    }

    public static Task<HttpResponseMessage> GetAsync(PlatformClient client, string path, string token) =>
        SendAsync(client, new HttpRequestMessage(HttpMethod.Get, path), token);

    public static Task<HttpResponseMessage> PostAsync(PlatformClient client, string path, string body, string? token = null) =>
        SendAsync(client, new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8, "application/json") }, token);

    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync().Within(what: "the body"))!.AsObject();

    private static async Task<HttpResponseMessage> SendAsync(PlatformClient client, HttpRequestMessage request, string? token)
    {
        using (request)
        {
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return await client.Http.SendAsync(request).Within(what: $"{request.Method} {request.RequestUri}");
        }
    }
}
