using System.Text.Json;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary><c>/openapi/v1.json</c> against the service that serves it.</summary>
public sealed class DescriptionTests(KeyedSilo fixture) : IClassFixture<KeyedSilo>
{
    private const string AccountPath = "/api/accounts/described";
    private const string Registration = """{ "appId": "cli_0123456789abcdef", "appSecret": "s", "enabled": false, "webhook": null }""";

    /// <summary>What is sent to each route, and the answers that come of it, in order.</summary>
    private static readonly (string Route, string Path, string? Body, int[] Statuses)[] Calls =
    [
        ("GET /api/accounts/{id}", AccountPath, null, [404]),
        ("PUT /api/accounts/{id}", AccountPath, Registration, [201, 200]),
        ("PUT /api/accounts/{id}", AccountPath, Registration.Replace("\"s\"", "\"t\"", StringComparison.Ordinal), [409]),
        ("PUT /api/accounts/{id}", AccountPath, "{}", [400]),
        ("GET /api/accounts/{id}", AccountPath, null, [200]),
        ("GET /api/accounts", "/api/accounts?limit=1", null, [200]),
        ("GET /api/accounts", "/api/accounts?limit=0", null, [400]),
        ("POST /api/accounts/{id}/reconnect", $"{AccountPath}/reconnect", "", [409]),
        ("POST /api/accounts/{id}/start", $"{AccountPath}/start", "", [200]),
        ("POST /api/accounts/{id}/reconnect", $"{AccountPath}/reconnect", "", [200]),
        ("POST /api/accounts/{id}/stop", $"{AccountPath}/stop", "", [200]),
        ("POST /api/accounts/{id}/stop", "/api/accounts/A/stop", "", [400]),
        ("GET /api/accounts/{id}/events", $"{AccountPath}/events?from=soon", null, [400]),
        ("GET /api/accounts/{id}/events", "/api/accounts/nobody/events", null, [404]),
        ("GET /api/fleet", "/api/fleet", null, [200]),
        ("GET /api/accounts/{id}/timeline", $"{AccountPath}/timeline", null, [200]),
        ("GET /api/accounts/{id}/timeline", "/api/accounts/nobody/timeline", null, [404]),
        ("POST /api/accounts/{id}/pause", $"{AccountPath}/pause", "", [409]),
        ("POST /api/accounts/{id}/webhook/test", $"{AccountPath}/webhook/test", "", [409]),
        ("PUT /api/accounts/{id}/webhook", $"{AccountPath}/webhook", """{ "url": "ftp://x" }""", [400]),
        ("PUT /api/accounts/{id}/webhook", $"{AccountPath}/webhook", """{ "url": "http://127.0.0.1:9/hook", "secret": "whsec_aHVzaC1odXNo" }""", [200]),
        ("POST /api/accounts/{id}/webhook/test", $"{AccountPath}/webhook/test", "", [200]),
        ("POST /api/accounts/{id}/pause", $"{AccountPath}/pause", "", [200]),
        ("POST /api/accounts/{id}/resume", $"{AccountPath}/resume", "", [200]),
        ("GET /api/accounts/{id}/parked", $"{AccountPath}/parked?limit=5", null, [200]),
        ("POST /api/accounts/{id}/parked/redrive", $"{AccountPath}/parked/redrive", "", [200]),
        ("POST /api/accounts/{id}/parked/{sequence}/redrive", $"{AccountPath}/parked/1/redrive", "", [404]),
        ("DELETE /api/accounts/{id}/parked/{sequence}", $"{AccountPath}/parked/1", "", [404]),
        ("DELETE /api/accounts/{id}/webhook", $"{AccountPath}/webhook", "", [200]),
        ("DELETE /api/accounts/{id}", AccountPath, "", [204, 404]),
        ("PUT /api/accounts/{id}/credentials", "/api/accounts/nobody/credentials", """{ "appSecret": "s" }""", [404]),
        ("PUT /api/accounts/{id}/credentials", "/api/accounts/nobody/credentials", "{}", [400]),
        ("POST /api/accounts/{id}/messages", "/api/accounts/nobody/messages", """{ "chatId": "oc_1", "text": "hello" }""", [404]),
        ("POST /api/accounts/{id}/messages", "/api/accounts/nobody/messages", """{ "chatId": "oc_1" }""", [400]),
        ("POST /api/accounts/{id}/messages/{messageId}/reply", "/api/accounts/nobody/messages/om_1/reply", """{ "text": "hello" }""", [404]),
        ("POST /api/accounts/{id}/messages/{messageId}/reply", "/api/accounts/nobody/messages/om_1/reply", "{}", [400]),
        ("GET /api/cluster", "/api/cluster", null, [200]),
    ];

    [Fact]
    public async Task Document_Operations_AreTheMappedRoutesWithTheirScopes()
    {
        var document = await DocumentAsync();
        var described = Operations(document).Select(static operation => $"{operation.Route}: {ScopesOf(operation.Value)}");

        var mapped = fixture.Silo.Endpoints.Where(static endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal)).Select(static endpoint =>
            $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Single()} {endpoint.RoutePattern.RawText}: {string.Join(',', endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(static data => data.Policy))}");

        Assert.StartsWith("3.1.", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        Assert.Equal(mapped.Order(), described.Order());
    }

    [Fact]
    public async Task Document_EveryOperation_HasNameSummaryAndTheCommonAnswers()
    {
        var document = await DocumentAsync();

        Assert.All(Operations(document), static operation =>
        {
            Assert.NotEmpty(operation.Value.GetProperty("operationId").GetString()!);
            Assert.NotEmpty(operation.Value.GetProperty("summary").GetString()!);
            Assert.Superset(new HashSet<string> { "401", "403", "429", "500", "503" }, StatusesOf(operation.Value));
        });
        Assert.Equal(Operations(document).Count(), Operations(document).Select(static operation => operation.Value.GetProperty("operationId").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task Document_EveryOperation_AnswersAsDescribed()
    {
        var document = await DocumentAsync();
        var operations = Operations(document).ToDictionary(static operation => operation.Route, static operation => operation.Value);

        foreach (var (route, path, body, statuses) in Calls)
        {
            foreach (var expected in statuses)
            {
                var answer = await AskAsync(route.Split(' ')[0], path, KeyedSilo.KeyOf(ScopesOf(operations[route])), body);

                Assert.Equal((route, expected), (route, answer.Status));
                var described = operations[route].GetProperty("responses").GetProperty($"{expected}");
                Assert.Equal(answer.ContentType, described.TryGetProperty("content", out var content) ? Assert.Single(content.EnumerateObject()).Name : null);
                if (answer.Problem is not null)
                    Assert.Contains($"{answer.Json.GetProperty("type").GetString()}`", described.GetProperty("description").GetString(), StringComparison.Ordinal);
            }
        }

        Assert.Equal(operations.Keys.Order(), Calls.Select(static call => call.Route).Distinct().Order());
    }

    [Fact]
    public async Task Document_OfTheRegistration_NamesWhatIsNeeded()
    {
        var schema = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("AccountBody");

        Assert.Equal(["appId", "appSecret"], schema.GetProperty("required").EnumerateArray().Select(static field => field.GetString()!).Order());
        Assert.Equal(["appId", "appSecret", "domain", "enabled", "webhook"], schema.GetProperty("properties").EnumerateObject().Select(static field => field.Name).Order());
        Assert.All(schema.GetProperty("properties").EnumerateObject(), static field => Assert.Contains("\"description\"", field.Value.GetRawText(), StringComparison.Ordinal));
    }

    /// <summary>Asks again while the answer is to try again: parked events cannot be shown before delivery has begun.</summary>
    private async Task<ApiAnswer> AskAsync(string method, string path, string key, string? body)
    {
        var giveUp = DateTimeOffset.UtcNow + Waiting.Limit;
        while (true)
        {
            var answer = await fixture.Silo.SendAsync(method, path, key, body);
            if (answer.Status != 503 || DateTimeOffset.UtcNow > giveUp)
                return answer;
            Assert.True(answer.Headers.ContainsKey("Retry-After"));
        }
    }

    private async Task<JsonElement> DocumentAsync() => (await fixture.Silo.SendAsync("GET", "/openapi/v1.json", KeyedSilo.KeyOf("send"))).Json;

    private static IEnumerable<(string Route, JsonElement Value)> Operations(JsonElement document) =>
        from path in document.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value);

    private static string ScopesOf(JsonElement operation) => string.Join(
        ',', Assert.Single(operation.GetProperty("security").EnumerateArray()).GetProperty("key").EnumerateArray().Select(static scope => scope.GetString()));

    private static HashSet<string> StatusesOf(JsonElement operation) => [.. operation.GetProperty("responses").EnumerateObject().Select(static status => status.Name)];
}
