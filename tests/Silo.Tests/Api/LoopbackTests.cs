using FeishuOrleans.Silo.Tests.Api.Kit;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Without keys: programs on this machine, and no web page.</summary>
public sealed class LoopbackTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    [Theory]
    [InlineData("127.0.0.1", 200)]
    [InlineData("127.0.0.1:8080", 200)]
    [InlineData("127.8.8.8", 200)]
    [InlineData("localhost:1", 200)]
    [InlineData("LOCALHOST", 200)]
    [InlineData("[::1]:8080", 200)]
    [InlineData("rebound.example", 403)]
    [InlineData("rebound.example:8080", 403)]
    [InlineData("localhost.example", 403)]
    [InlineData("127.0.0.1.example", 403)]
    [InlineData("192.0.2.1", 403)]
    [InlineData("0.0.0.0", 403)]
    public async Task Request_ByItsHost(string host, int expected)
    {
        var answer = await fixture.Silo.SendAsync("GET", "/api/accounts", change: request => request.Headers.Host = host);

        Assert.Equal(expected, answer.Status);
        Assert.Equal(expected == 200 ? null : "not-local", answer.Problem);
    }

    [Theory]
    [InlineData("https://page.example")]
    [InlineData("http://localhost:3000")]
    [InlineData("null")]
    public async Task Request_OfAForeignOrigin_IsRefused(string origin)
    {
        var answer = await fixture.Silo.SendAsync("GET", "/api/accounts", change: request => request.Headers.TryAddWithoutValidation("Origin", origin));

        Assert.Equal((403, "not-local"), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Request_OfItsOwnOrigin_IsAnswered()
    {
        var own = fixture.Silo.Address.GetLeftPart(UriPartial.Authority);

        var answer = await fixture.Silo.SendAsync("GET", "/api/accounts", change: request => request.Headers.TryAddWithoutValidation("Origin", own));

        Assert.Equal(200, answer.Status);
    }

    /// <summary>A page may send these three without asking first, and nothing at all.</summary>
    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    [InlineData(null)]
    public async Task Change_WithoutJson_IsRefused(string? contentType)
    {
        foreach (var (method, path) in new[] { ("PUT", "/api/accounts/a"), ("DELETE", "/api/accounts/a"), ("POST", "/api/accounts/a/start"), ("POST", "/api/accounts/a/messages") })
        {
            var answer = await fixture.Silo.SendAsync(method, path, body: "{}", change: request =>
            {
                request.Content!.Headers.Remove("Content-Type");
                if (contentType is not null)
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            });

            Assert.Equal((415, "not-json"), (answer.Status, answer.Problem));
        }
    }

    [Fact]
    public async Task Health_FromAnywhere_IsAnsweredWithoutDetail()
    {
        var answer = await fixture.Silo.SendAsync("GET", "/health/ready", change: static request => request.Headers.Host = "silo.example");

        Assert.Equal((200, "healthy"), (answer.Status, answer.Text));
    }
}
