using System.Net;
using System.Net.Http.Headers;
using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Api.Events;

/// <summary>Two keys take all streams; a third gets none, and what is no stream is still answered.</summary>
public sealed class StreamLimitTests : IAsyncLifetime
{
    private static readonly string[] Keys = ["first-key-0123456789", "second-key-0123456789", "third-key-0123456789"];

    private readonly Stack<HttpResponseMessage> _streams = [];
    private readonly HttpClient _http = new();
    private ApiSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        var keys = Keys.Select(static (key, index) => $$"""
            "reader{{index}}": { "Sha256": "{{ApiSilo.Hash(key)}}", "Scopes": ["read", "operate"] }
            """);
        _silo = await ApiSilo.StartAsync($$"""{ "Api": { "Keys": { {{string.Join(',', keys)}} } } }""");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var stream in _streams)
            stream.Dispose();
        _http.Dispose();
        await _silo.DisposeAsync();
    }

    [Fact]
    public async Task Stream_OneTooMany_IsRefusedUntilAnotherEnds()
    {
        await _silo.SendAsync("PUT", "/api/accounts/crowded", Keys[0], """{ "appId": "cli_0123456789abcdef", "appSecret": "s3cret", "enabled": false }""");
        for (var i = 0; i < ApiLimits.MaxKeyStreams; i++)
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(Keys[0]));
        var ofOneKey = await OpenAsync(Keys[0]);
        for (var i = 0; i < ApiLimits.MaxStreams - ApiLimits.MaxKeyStreams; i++)
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(Keys[1]));

        var refused = await _silo.SendAsync("GET", "/api/accounts/crowded/events", Keys[2]);
        var other = await _silo.SendAsync("GET", "/api/accounts/crowded", Keys[2]);
        _streams.Pop().Dispose();

        Assert.Equal(HttpStatusCode.TooManyRequests, ofOneKey);
        Assert.Equal((429, "too-many-requests"), (refused.Status, refused.Problem));
        Assert.Contains("Retry-After", refused.Headers.Keys);
        Assert.Equal(200, other.Status);
        await OpenedAsync(Keys[2]).Within(what: "the free place");
    }

    private async Task OpenedAsync(string key)
    {
        while (await OpenAsync(key) != HttpStatusCode.OK)
            _streams.Pop().Dispose();
    }

    private async Task<HttpStatusCode> OpenAsync(string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_silo.Address, "/api/accounts/crowded/events"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _streams.Push(await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).Within(what: "an answer"));
        return _streams.Peek().StatusCode;
    }
}
