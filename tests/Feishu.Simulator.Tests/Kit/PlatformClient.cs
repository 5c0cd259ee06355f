using System.Text;
using Feishu.Protocol.Endpoints;
using Feishu.Simulator.Platform;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.Kit;

/// <summary>The plainest possible client of the platform: discovery over HTTP, then one <see cref="ClientWebSocket"/>.</summary>
internal sealed class PlatformClient(SimulatorHost host) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = host.Address };

    public HttpClient Http => _http;

    public async Task<HttpResponseMessage> PostDiscoveryAsync(string body) =>
        await _http.PostAsync(EndpointRequest.Path, new StringContent(body, Encoding.UTF8, "application/json")).Within();

    public async Task<EndpointResponse> DiscoverAsync(string appId, string appSecret)
    {
        using var response = await _http
            .PostAsync(EndpointRequest.Path, new ByteArrayContent(new EndpointRequest(appId, appSecret).ToJson()))
            .Within(what: "discovery");
        return EndpointResponse.Parse(await response.Content.ReadAsByteArrayAsync().Within());
    }

    public async Task<PlatformSocket> ConnectAsync(FakeApp app)
    {
        var answer = await DiscoverAsync(app.AppId, app.AppSecret);
        return await PlatformSocket.OpenAsync(answer.Url ?? throw new InvalidOperationException($"No ticket: {answer}"));
    }

    public void Dispose() => _http.Dispose();
}
