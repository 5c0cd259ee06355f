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
    public async Task Routes_ByAForeignNameOrFromAForeignPage_AreClosedAll()
    {
        foreach (var (method, path, _) in fixture.Silo.Routes())
        {
            var named = await fixture.Silo.SendAsync(method, path, change: static request => request.Headers.Host = "rebound.example");
            var fromPage = await fixture.Silo.SendAsync(method, path, change: static request => request.Headers.TryAddWithoutValidation("Origin", "https://page.example"));

            Assert.Equal((path, 403, "not-local"), (path, named.Status, named.Problem));
            Assert.Equal((path, 403, "not-local"), (path, fromPage.Status, fromPage.Problem));
        }
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
        var changes = fixture.Silo.Routes().Where(static route => route.Method is not ("GET" or "HEAD")).ToArray();
        Assert.Contains(("POST", "/api/accounts/a/messages", true), changes);
        foreach (var (method, path, _) in changes)
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
