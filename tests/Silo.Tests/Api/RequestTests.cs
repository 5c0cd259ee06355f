using System.Net.Http.Headers;
using FeishuOrleans.Silo.Tests.Api.Kit;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Requests that cannot be read are refused with what is wrong, and never repeated in the answer.</summary>
public sealed class RequestTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private const string Path = "/api/accounts/a";
    private const string Good = "\"appId\": \"cli_0123456789abcdef\", \"appSecret\": \"hush-hush\"";

    [Theory]
    [InlineData("{ " + Good + ", \"appSecrt\": \"hush-hush\" }", "The field 'appSecrt'")]
    [InlineData("{ " + Good + ", \"enabled\": \"hush-hush\" }", "The field 'enabled'")]
    [InlineData("{ " + Good + ", \"appSecret\": \"hush-hush\" }", "The field 'appSecret'")]
    [InlineData("{ \"appId\": null, \"appSecret\": \"hush-hush\" }", "The field 'appId'")]
    [InlineData("{ \"appId\": \"hush-hush\" }", "The body lacks 'appSecret'.")]
    [InlineData("{}", "The body lacks 'appId', 'appSecret'.")]
    [InlineData("{ " + Good, "not one JSON object")]
    [InlineData("hush-hush", "not one JSON object (line 1,")]
    [InlineData("[]", "not one JSON object")]
    [InlineData("null", "missing")]
    [InlineData("", "missing")]
    public async Task Body_Malformed_IsExplained(string body, string expected)
    {
        var answer = await fixture.Silo.SendAsync("PUT", Path, body: body);

        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Problem));
        Assert.Contains(expected, answer.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-hush", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("FeishuOrleans.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Body_Oversized_IsRefused(bool isLengthTold)
    {
        var body = "{ " + Good + ", \"domain\": \"" + new string('x', 64 * 1024) + "\" }";

        var answer = await fixture.Silo.SendAsync("PUT", Path, body: body, change: request =>
        {
            request.Headers.TransferEncodingChunked = !isLengthTold;
            // Asked first, so that the refusal is read before the connection is closed on the rest.
            request.Headers.ExpectContinue = true;
        });

        Assert.Equal((413, "too-large"), (answer.Status, answer.Problem));
        Assert.Contains("65536", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api", 404, "not-found")]
    [InlineData("GET", "/api/nothing", 404, "not-found")]
    [InlineData("GET", "/api/accounts/a/nothing", 404, "not-found")]
    [InlineData("PATCH", Path, 405, "method-not-allowed")]
    [InlineData("GET", "/api/accounts/a/start", 405, "method-not-allowed")]
    [InlineData("GET", "/api/accounts/%41", 400, "invalid-input")]
    [InlineData("GET", "/api/accounts/a%0Ab", 400, "invalid-input")]
    [InlineData("GET", "/api/accounts/revision", 400, "invalid-input")]
    [InlineData("GET", "/api/accounts/a/parked?after=x", 400, "invalid-input")]
    [InlineData("GET", "/api/accounts/a/parked?limit=0", 400, "invalid-input")]
    [InlineData("DELETE", "/api/accounts/a/parked/x", 400, "invalid-input")]
    [InlineData("GET", "/api/accounts/nobody", 404, "unknown-account")]
    public async Task Path_ThatIsNone_IsAProblem(string method, string path, int status, string problem)
    {
        var answer = await fixture.Silo.SendAsync(method, path);

        Assert.Equal((status, problem), (answer.Status, answer.Problem));
        Assert.Equal("no-store", answer.Headers["Cache-Control"]);
    }

    [Fact]
    public async Task Body_InAnotherEncoding_IsRead()
    {
        var answer = await fixture.Silo.SendAsync("PUT", Path, body: "{}", change: static request =>
            request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=us-ascii"));

        Assert.Contains("The body lacks", answer.Detail, StringComparison.Ordinal);
    }
}
