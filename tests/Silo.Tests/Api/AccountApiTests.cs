using System.Text.Json;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Silo.Tests.Api.Kit;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Accounts over HTTP, against real grains over real storage. The accounts are not enabled: nothing is called.</summary>
public sealed class AccountApiTests(OpenSilo fixture) : IClassFixture<OpenSilo>
{
    private const string Secret = "s3cret-of-the-app-0123456789abcd";

    private static int _apps;

    private readonly string _app = $"cli_{Interlocked.Increment(ref _apps):x16}";

    [Fact]
    public async Task Put_NewAccount_IsCreatedAndShown()
    {
        var created = await PutAsync("new-one");
        var shown = await fixture.Silo.SendAsync("GET", "/api/accounts/new-one");

        Assert.Equal((201, "/api/accounts/new-one"), (created.Status, created.Headers["Location"]));
        Assert.DoesNotContain(Secret, created.Text, StringComparison.Ordinal);
        Assert.Equal(200, shown.Status);
        var status = JsonSerializer.Deserialize<AccountStatus>(shown.Text, AccountStatusJson.Options)!;
        Assert.Equal(("new-one", _app, WantedPhase.Stopped), (status.AccountId, status.AppId, status.Wanted));
        // Byte for byte what feishuctl prints.
        Assert.Equal(JsonSerializer.Serialize(status, AccountStatusJson.Options), shown.Text);
    }

    [Fact]
    public async Task Put_SameAgain_ChangesNothing()
    {
        await PutAsync("same");

        var again = await PutAsync("same");

        Assert.Equal(200, again.Status);
        Assert.Equal("same", again.Json.GetProperty("accountId").GetString());
    }

    [Fact]
    public async Task Put_AfterAStart_LeavesItStarted()
    {
        // Nothing listens there: it goes on trying, which is all that is needed.
        await PutAsync("started", domain: "http://127.0.0.1:9");
        await fixture.Silo.SendAsync("POST", "/api/accounts/started/start");

        var again = await PutAsync("started", domain: "http://127.0.0.1:9");

        Assert.Equal("running", again.Json.GetProperty("wanted").GetString());
        Assert.Equal(204, (await fixture.Silo.SendAsync("DELETE", "/api/accounts/started")).Status);
    }

    [Fact]
    public async Task Put_AnotherRegistration_IsAConflictThatSaysWhatDiffers()
    {
        await PutAsync("taken");

        var domain = await PutAsync("taken", domain: "lark");
        var secret = await PutAsync("taken", secret: "another-secret");
        var app = await PutAsync("taken", app: "cli_00000000000000ff");

        Assert.All([domain, secret, app], static answer => Assert.Equal((409, "duplicate-account"), (answer.Status, answer.Problem)));
        Assert.Contains("another domain (the default)", domain.Detail, StringComparison.Ordinal);
        Assert.Contains("another app secret", secret.Detail, StringComparison.Ordinal);
        Assert.Contains($"another app id ({_app})", app.Detail, StringComparison.Ordinal);
        Assert.All([domain, secret, app], static answer => Assert.DoesNotContain("secret-", answer.Text, StringComparison.Ordinal));
        Assert.Equal(200, (await PutAsync("taken")).Status);
    }

    [Fact]
    public async Task Put_AppOfAnotherAccount_IsAConflict()
    {
        await PutAsync("first-of-app");

        var answer = await PutAsync("second-of-app");

        Assert.Equal((409, "duplicate-app"), (answer.Status, answer.Problem));
        Assert.Contains("first-of-app", answer.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("cli_1", Secret, null, "app id")]
    [InlineData("cli_0123456789abcdef", "", null, "secret")]
    [InlineData("cli_0123456789abcdef", Secret, "ftp://x", "domain")]
    public async Task Put_BadValue_IsExplained(string app, string secret, string? domain, string expected)
    {
        var answer = await PutAsync("bad", app, secret, domain);

        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Problem));
        Assert.Contains(expected, answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_OfTheOperator_AreCarriedOut()
    {
        await PutAsync("steered", domain: "http://127.0.0.1:9");

        var started = await fixture.Silo.SendAsync("POST", "/api/accounts/steered/start");
        var reconnected = await fixture.Silo.SendAsync("POST", "/api/accounts/steered/reconnect");
        var stopped = await fixture.Silo.SendAsync("POST", "/api/accounts/steered/stop");
        var refused = await fixture.Silo.SendAsync("POST", "/api/accounts/steered/reconnect");
        var removed = await fixture.Silo.SendAsync("DELETE", "/api/accounts/steered");
        var gone = await fixture.Silo.SendAsync("DELETE", "/api/accounts/steered");

        Assert.Equal((200, "running"), (started.Status, started.Json.GetProperty("wanted").GetString()));
        Assert.Equal(200, reconnected.Status);
        Assert.Equal((200, "stopped"), (stopped.Status, stopped.Json.GetProperty("wanted").GetString()));
        Assert.Equal((409, "wrong-state"), (refused.Status, refused.Problem));
        Assert.Equal((204, ""), (removed.Status, removed.Text));
        Assert.Equal((404, "unknown-account"), (gone.Status, gone.Problem));
    }

    [Fact]
    public async Task List_PageByPage_ShowsEveryAccountOnceInOrder()
    {
        foreach (var number in Enumerable.Range(1, 5))
            await PutAsync($"page-{number}", $"cli_00000000000001{number:x2}");
        var seen = new List<string>();
        var next = "/api/accounts?after=page&limit=2";
        while (next is not null)
        {
            var page = await fixture.Silo.SendAsync("GET", next);

            Assert.Equal(200, page.Status);
            Assert.InRange(page.Json.GetArrayLength(), 0, 2);
            seen.AddRange(page.Json.EnumerateArray().Select(static account => account.GetProperty("accountId").GetString()!));
            next = page.Headers.TryGetValue("Link", out var link) ? link.Split('<', '>')[1] : null;
        }

        Assert.Equal(seen.Distinct().Order(StringComparer.Ordinal), seen);
        Assert.Equal(["page-1", "page-2", "page-3", "page-4", "page-5"], seen.Where(static id => id.StartsWith("page-", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=1001", "limit")]
    [InlineData("limit=ten", "limit")]
    [InlineData("limit=", "limit")]
    [InlineData("after=A", "after")]
    public async Task List_BadQuery_IsExplained(string query, string expected)
    {
        var answer = await fixture.Silo.SendAsync("GET", $"/api/accounts?{query}");

        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Problem));
        Assert.StartsWith($"{expected}: ", answer.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cluster_Show_IsTheOverview()
    {
        var answer = await fixture.Silo.SendAsync("GET", "/api/cluster");

        Assert.Equal(200, answer.Status);
        Assert.Equal("active", Assert.Single(answer.Json.GetProperty("silos").EnumerateArray()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Change_DoneOrRefused_LeavesALineThatHasNoSecret()
    {
        await PutAsync("audited");
        await PutAsync("audited", secret: "another-secret");

        var lines = fixture.Silo.Logs.Lines.Items.Where(static line => line.Text.Contains("account audited", StringComparison.Ordinal)).Select(static line => line.Text);

        Assert.Equal(["API local: PUT /api/accounts/{id}, account audited: 201", "API local: PUT /api/accounts/{id}, account audited: 409"], lines);
        Assert.DoesNotContain(fixture.Silo.Logs.Lines.Items, static line => line.Text.Contains(Secret, StringComparison.Ordinal));
    }

    private Task<ApiAnswer> PutAsync(string id, string? app = null, string secret = Secret, string? domain = null) => fixture.Silo.SendAsync(
        "PUT", $"/api/accounts/{id}", body: JsonSerializer.Serialize(new { appId = app ?? _app, appSecret = secret, domain, enabled = false }));
}
