using FeishuOrleans.Silo.Tests.Api.Kit;
using Microsoft.AspNetCore.Routing;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Which key opens which route. A route that is not in the table fails the test.</summary>
public sealed class ScopeTests(KeyedSilo fixture) : IClassFixture<KeyedSilo>
{
    /// <summary>No scope: any key will do.</summary>
    private const string AnyKey = "";

    /// <summary>Answered to whoever asks.</summary>
    private const string Everybody = "everybody";

    /// <summary>Takes a key in the body and from the page alone, whatever else is shown.</summary>
    private const string SignIn = "sign-in";

    private static readonly Dictionary<string, string> Needed = new()
    {
        ["GET /api/accounts"] = "read",
        ["GET /api/accounts/{id}"] = "read",
        ["PUT /api/accounts/{id}"] = "operate",
        ["DELETE /api/accounts/{id}"] = "operate",
        ["POST /api/accounts/{id}/start"] = "operate",
        ["POST /api/accounts/{id}/stop"] = "operate",
        ["POST /api/accounts/{id}/reconnect"] = "operate",
        ["POST /api/accounts/{id}/pause"] = "operate",
        ["POST /api/accounts/{id}/resume"] = "operate",
        ["PUT /api/accounts/{id}/credentials"] = "operate",
        ["PUT /api/accounts/{id}/webhook"] = "operate",
        ["DELETE /api/accounts/{id}/webhook"] = "operate",
        ["POST /api/accounts/{id}/webhook/test"] = "operate",
        ["GET /api/accounts/{id}/parked"] = "read",
        ["POST /api/accounts/{id}/parked/redrive"] = "operate",
        ["POST /api/accounts/{id}/parked/{sequence}/redrive"] = "operate",
        ["DELETE /api/accounts/{id}/parked/{sequence}"] = "operate",
        ["GET /api/accounts/{id}/events"] = "read",
        ["GET /api/accounts/{id}/timeline"] = "read",
        ["GET /api/fleet"] = "read",
        ["POST /api/accounts/{id}/messages"] = "send",
        ["POST /api/accounts/{id}/messages/{messageId}/reply"] = "send",
        ["GET /api/cluster"] = "read",
        ["GET /metrics"] = "read",
        ["GET /openapi/{documentName}.json"] = AnyKey,
        ["GET /session"] = Everybody,
        ["DELETE /session"] = AnyKey,
        ["POST /session"] = SignIn,
        ["GET /"] = Everybody,
        ["GET /page/{file}"] = Everybody,
        ["GET /health/startup"] = Everybody,
        ["HEAD /health/startup"] = Everybody,
        ["GET /health/ready"] = Everybody,
        ["HEAD /health/ready"] = Everybody,
        ["GET /health/live"] = Everybody,
        ["HEAD /health/live"] = Everybody,
    };

    public static TheoryData<string> Routes => [.. Needed.Keys];

    [Fact]
    public void Routes_AsMapped_AreThoseOfTheTable()
    {
        var mapped = fixture.Silo.Endpoints.SelectMany(static endpoint =>
            endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}"));

        Assert.Equal(Needed.Keys.Order(), mapped.Order());
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_WithoutOrWithAWrongKey_IsClosed(string route)
    {
        foreach (var key in new[] { null, "wrong", KeyedSilo.KeyOf("read") + "x", KeyedSilo.KeyOf("read")[..^1], new string('x', 5000) })
        {
            var answer = await AskAsync(route, key);

            if (Needed[route] is Everybody or SignIn)
            {
                Assert.Equal(Needed[route] == Everybody ? 200 : 400, answer.Status);
                continue;
            }

            Assert.Equal((401, "unauthorized"), (answer.Status, answer.Problem));
            Assert.Equal("Bearer", answer.Headers["WWW-Authenticate"]);
        }
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Route_WithEachScope_OpensForItsOwn(string route)
    {
        foreach (var scope in KeyedSilo.Scopes)
        {
            var answer = await AskAsync(route, KeyedSilo.KeyOf(scope));

            var isOpen = Needed[route] is AnyKey or Everybody or SignIn || Needed[route] == scope;
            Assert.Equal(isOpen, answer.Status is not (401 or 403));
            if (isOpen)
                continue;
            Assert.Equal("missing-scope", answer.Problem);
            Assert.Contains($"'{scope}er' lacks the scope {Needed[route]}", answer.Detail, StringComparison.Ordinal);
            Assert.Contains($"scope=\"{Needed[route]}\"", answer.Headers["WWW-Authenticate"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Basic read-key-0123456789abcdef")]
    [InlineData("read-key-0123456789abcdef")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    public async Task Authorization_OfAnotherKind_IsNoKey(string header)
    {
        var answer = await fixture.Silo.SendAsync("GET", "/api/accounts", change: request => request.Headers.TryAddWithoutValidation("Authorization", header));

        Assert.Equal(401, answer.Status);
    }

    [Fact]
    public async Task Keys_OnceConfigured_AreDemandedOfThisMachineTooAndFromAnywhereAnswered()
    {
        var answer = await fixture.Silo.SendAsync("GET", "/api/accounts", KeyedSilo.KeyOf("read"), change: static request =>
        {
            request.Headers.Host = "silo.example";
            request.Headers.Add("Origin", "https://page.example");
        });

        Assert.Equal(200, answer.Status);
    }

    private Task<ApiAnswer> AskAsync(string route, string? key)
    {
        var (method, pattern) = (route.Split(' ')[0], route.Split(' ')[1]);
        return fixture.Silo.SendAsync(method, pattern.Replace("{id}", "nobody", StringComparison.Ordinal).Replace("{sequence}", "1", StringComparison.Ordinal).Replace("{messageId}", "om_1", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal).Replace("{file}", "main.js", StringComparison.Ordinal), key);
    }
}
