using FeishuOrleans.Silo.Api;
using FeishuOrleans.Silo.Api.Keys;
using FeishuOrleans.Silo.Api.Sessions;
using FeishuOrleans.Silo.Tests.Api.Kit;
using FeishuOrleans.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace FeishuOrleans.Silo.Tests.Api.Sessions;

/// <summary>Sessions of the fleet page, as browsers and those who misuse them ask.</summary>
public sealed class SessionTests(KeyedSilo fixture) : IClassFixture<KeyedSilo>
{
    private const string Stop = "/api/accounts/nobody/stop";

    private ApiSilo Silo => fixture.Silo;

    private string Own => Silo.Address.GetLeftPart(UriPartial.Authority);

    [Fact]
    public async Task Session_FromThePage_OpensWhatItsKeyOpens()
    {
        var cookie = await SignInAsync("operate");

        Assert.Equal(404, (await SendAsync("POST", Stop, cookie, ("Origin", Own))).Status);
        Assert.Equal(403, (await SendAsync("GET", "/api/accounts", cookie)).Status);
        var shown = await SendAsync("GET", "/session", cookie);
        Assert.Equal("""{"name":"operateer","scopes":["operate"],"canSignOut":true}""", shown.Text);
    }

    [Theory]
    [InlineData("Origin", "https://page.example")]
    [InlineData("Origin", "http://127.0.0.1:1")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "none")]
    [InlineData("X-Nothing", "no word about where it comes from")]
    public async Task Change_FromElsewhere_IsRefused(string header, string value)
    {
        var cookie = await SignInAsync("operate");

        var answer = await SendAsync("POST", Stop, cookie, (header, value));

        Assert.Equal((403, "foreign-origin"), (answer.Status, answer.Problem));
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-site", 403)]
    [InlineData("Sec-Fetch-Site", "cross-site", 403)]
    [InlineData("Sec-Fetch-Site", "same-origin", 200)]
    [InlineData("Sec-Fetch-Site", "none", 200)]
    public async Task Read_ByItsOrigin(string header, string value, int expected)
    {
        var cookie = await SignInAsync("read");

        Assert.Equal(expected, (await SendAsync("GET", "/api/accounts", cookie, (header, value))).Status);
    }

    [Fact]
    public async Task SignIn_FromElsewhere_IsRefused()
    {
        var answer = await Silo.SendAsync("POST", "/session", body: Body("read"), change: static request => request.Headers.Add("Origin", "https://page.example"));

        Assert.Equal((403, "foreign-origin"), (answer.Status, answer.Problem));
        Assert.False(answer.Headers.ContainsKey("Set-Cookie"));
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task Cookie_ByTheSchemeOfThePage_IsSecure(string scheme, bool isSecure)
    {
        var answer = await Silo.SendAsync("POST", "/session", body: Body("read"), change: request => request.Headers.Add("Origin", $"{scheme}://{Silo.Address.Authority}"));

        var cookie = answer.Headers["Set-Cookie"];
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.Contains("; samesite=strict; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; max-age=43200;", cookie, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("0123456789012345678901234567890123456789012.reader")]
    [InlineData("0123456789012345678901234567890123456789012.nobody")]
    [InlineData("0123456789012345678901234567890123456789012.../../etc")]
    public async Task Cookie_OfNoSession_OpensNothing(string value)
    {
        Assert.Equal(401, (await SendAsync("GET", "/api/accounts", $"{SessionCookie.Name}={value}")).Status);
    }

    [Fact]
    public async Task SignOut_EndsTheSession()
    {
        var cookie = await SignInAsync("read");

        var answer = await SendAsync("DELETE", "/session", cookie, ("Origin", Own));

        Assert.Equal(204, answer.Status);
        Assert.Equal(401, (await SendAsync("GET", "/api/accounts", cookie)).Status);
    }

    [Fact]
    public async Task Session_OfAKeyThatIsGoneOrReplaced_Ends()
    {
        await using var silo = await ApiSilo.StartAsync($$"""{ "Api": { "Keys": { "me": { "Sha256": "{{ApiSilo.Hash("one")}}", "Scopes": "read" } } } }""");
        var services = silo.Services;
        var (ring, sessions, callers) = (services.GetRequiredService<ApiKeyRing>(), services.GetRequiredService<KeySessions>(), services.GetRequiredService<CallerCheck>());
        var key = ring.Current.Find("one")!;
        var token = await sessions.OpenAsync(key);
        var caller = new Caller(key, token);
        Assert.True(await callers.StillMayAsync(caller, ApiScope.Read));

        ring.Replace(new ApiKeySet([key with { Scopes = [ApiScope.Send] }]));
        Assert.False(await callers.StillMayAsync(caller, ApiScope.Read));
        ring.Replace(new ApiKeySet([key with { Hash = Convert.FromHexString(ApiSilo.Hash("two")) }]));
        Assert.Null(await sessions.FindAsync(token));
        Assert.False(await callers.StillMayAsync(caller, ApiScope.Read));
        ring.Replace(ApiKeySet.Empty);
        Assert.Null(await sessions.FindAsync(token));
        Assert.False(await callers.StillMayAsync(new Caller(key, null), ApiScope.Read));
    }

    [Fact]
    public async Task SignIn_TooOften_IsPutOff()
    {
        await using var silo = await ApiSilo.StartAsync($$"""{ "Api": { "Keys": { "me": { "Sha256": "{{ApiSilo.Hash("one")}}", "Scopes": "read" } } } }""");
        var statuses = new List<int>();

        for (var number = 0; number <= ApiLimits.MaxSignIns; number++)
            statuses.Add((await silo.SendAsync("POST", "/session", body: """{ "key": "guess" }""", change: static request => request.Headers.Add("Sec-Fetch-Site", "same-origin"))).Status);

        Assert.Equal([.. Enumerable.Repeat(401, ApiLimits.MaxSignIns), 429], statuses);
    }

    [Fact]
    public async Task SignIn_Always_LeavesALineWithoutTheKey()
    {
        var line = Silo.Logs.Lines.FirstAsync(static line => line.Text.Contains("API sender: POST /session", StringComparison.Ordinal));

        await Silo.SendAsync("POST", "/session", body: Body("send"), change: request => request.Headers.Add("Origin", Own));

        Assert.DoesNotContain(KeyedSilo.KeyOf("send"), (await line.Within(what: "the line")).Text, StringComparison.Ordinal);
    }

    private static string Body(string scope) => $$"""{ "key": "{{KeyedSilo.KeyOf(scope)}}" }""";

    private async Task<string> SignInAsync(string scope)
    {
        // Past the limit of signing in, which is not what these tests are about.
        var token = await Silo.Services.GetRequiredService<KeySessions>().OpenAsync(Silo.Services.GetRequiredService<ApiKeyRing>().Current.Named($"{scope}er")!);
        return $"{SessionCookie.Name}={token.Cookie}";
    }

    private Task<ApiAnswer> SendAsync(string method, string path, string cookie, params (string Name, string Value)[] headers) => Silo.SendAsync(method, path, change: request =>
    {
        request.Headers.Add("Cookie", cookie);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
    });
}
