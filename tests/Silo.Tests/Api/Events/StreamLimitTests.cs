using System.Net;
using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Api.Events;

public sealed class StreamLimitTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private readonly Stack<HttpResponseMessage> _streams = [];

    private ApiSilo Silo => fixture.Silo;

    /// <summary>Everything else is still answered, and a place that becomes free is given away again.</summary>
    [Fact]
    public async Task Stream_OneTooMany_IsRefusedUntilAnotherEnds()
    {
        await Silo.AddAccountAsync("crowded");
        using var http = new HttpClient();
        for (var i = 0; i < ApiLimits.MaxStreams; i++)
            Assert.Equal(HttpStatusCode.OK, await OpenAsync(http));

        var refused = await Silo.SendAsync("GET", "/api/accounts/crowded/events");
        var other = await Silo.SendAsync("GET", "/api/accounts/crowded");
        _streams.Pop().Dispose();

        Assert.Equal((429, "too-many-requests"), (refused.Status, refused.Problem));
        Assert.Contains("Retry-After", refused.Headers.Keys);
        Assert.Equal(200, other.Status);
        await OpenedAsync(http).Within(what: "the free place");
        foreach (var stream in _streams)
            stream.Dispose();
    }

    private async Task OpenedAsync(HttpClient http)
    {
        while (await OpenAsync(http) != HttpStatusCode.OK)
            _streams.Pop().Dispose();
    }

    private async Task<HttpStatusCode> OpenAsync(HttpClient http)
    {
        _streams.Push(await http.GetAsync(new Uri(Silo.Address, "/api/accounts/crowded/events"), HttpCompletionOption.ResponseHeadersRead).Within(what: "an answer"));
        return _streams.Peek().StatusCode;
    }
}
