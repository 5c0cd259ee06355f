using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.Tests.Api.Kit;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Bodies that are wrong, on every route that reads one.</summary>
public sealed class BodyTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private const string Secret = "hush-hush";

    private (string Method, string Path)[] Routes =>
        [.. fixture.Silo.Routes().Where(static route => route.TakesBody).Select(static route => (route.Method, route.Path))];

    [Fact]
    public void Routes_WithABody_AreKnown() => Assert.Superset(
        new HashSet<(string, string)>
        {
            ("PUT", "/api/accounts/a"),
            ("PUT", "/api/accounts/a/credentials"),
            ("PUT", "/api/accounts/a/webhook"),
            ("POST", "/api/accounts/a/messages"),
            ("POST", "/api/accounts/a/messages/om_1/reply"),
        },
        Routes.ToHashSet());

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("42")]
    [InlineData("\"hush-hush\"")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("hush-hush")]
    [InlineData("{ \"no_such_field\": \"hush-hush\" }")]
    [InlineData("{ \"a\": 1, \"a\": \"hush-hush\" }")]
    [InlineData("{ \"a\": \"\u0001\" }")]
    public async Task Body_Malformed_IsRefusedAndNotRepeated(string body)
    {
        foreach (var (method, path) in Routes)
        {
            var answer = await fixture.Silo.SendAsync(method, path, body: body);

            Assert.Equal((path, 400, "invalid-input"), (path, answer.Status, answer.Problem));
            Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Body_DeeperThanAnyCard_IsRefused()
    {
        var deep = new string('[', 1000) + new string(']', 1000);

        foreach (var (method, path) in Routes)
        {
            var answer = await fixture.Silo.SendAsync(method, path, body: $$"""{ "card": {{deep}} }""");

            Assert.Equal((path, 400, "invalid-input"), (path, answer.Status, answer.Problem));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_Oversized_IsRefusedWithTheLimitOfItsRoute(bool isLengthTold)
    {
        foreach (var (method, path) in Routes)
        {
            var limit = path.Contains("/messages", StringComparison.Ordinal) ? ApiLimits.MaxMessageBodyBytes : ApiLimits.MaxBodyBytes;
            // Bodies are read while they come: nothing in it may be wrong before it is too long.
            var padded = $"{{{new string(' ', limit)}}}";

            var answer = await fixture.Silo.SendAsync(method, path, body: padded, change: request =>
            {
                request.Headers.TransferEncodingChunked = !isLengthTold;
                // Asked first, so that the refusal is read before the connection is closed on the rest.
                request.Headers.ExpectContinue = true;
            });

            Assert.Equal((path, 413, "too-large"), (path, answer.Status, answer.Problem));
            Assert.Contains($"{limit} bytes", answer.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData(null)]
    public async Task Body_OfAnotherKind_IsRefused(string? contentType)
    {
        foreach (var (method, path) in Routes)
        {
            var answer = await fixture.Silo.SendAsync(method, path, body: "{}", change: request =>
            {
                request.Content!.Headers.Remove("Content-Type");
                if (contentType is not null)
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            });

            Assert.Equal((path, 415, "not-json"), (path, answer.Status, answer.Problem));
        }
    }
}
