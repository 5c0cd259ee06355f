using Feishu.Simulator.Faults;
using FeishuOrleans.Silo.Tests.Api.Kit;

namespace FeishuOrleans.Silo.Tests.Api;

/// <summary>Another app secret over HTTP, with a simulated platform that judges it.</summary>
public sealed class CredentialsTests(PlatformSilo fixture) : IClassFixture<PlatformSilo>
{
    private const string Other = "the-other-secret-0123456789";

    [Fact]
    public async Task Credentials_ThePlatformAccepts_AreUsedFromThenOnAndShownNowhere()
    {
        var (account, app) = await fixture.AddAccountAsync();
        app.AppSecret = Other;

        var answer = await PutAsync(account, Other);
        var again = await PutAsync(account, Other);
        var sent = await fixture.Silo.SendAsync("POST", $"/api/accounts/{account}/messages", body: """{ "chatId": "oc_1", "text": "hello" }""");

        Assert.Equal((200, account), (answer.Status, answer.Json.GetProperty("accountId").GetString()));
        Assert.Equal((200, 200), (again.Status, sent.Status));
        Assert.DoesNotContain(Other, answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(fixture.Silo.Logs.Lines.Items, static line => line.Text.Contains(Other, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Credentials_ThePlatformRefuses_ChangeNothing()
    {
        var (account, _) = await fixture.AddAccountAsync();

        var answer = await PutAsync(account, Other);
        var sent = await fixture.Silo.SendAsync("POST", $"/api/accounts/{account}/messages", body: """{ "chatId": "oc_1", "text": "hello" }""");

        Assert.Equal((400, "invalid-input"), (answer.Status, answer.Problem));
        Assert.Contains("nothing was changed", answer.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(Other, answer.Text, StringComparison.Ordinal);
        Assert.Equal(200, sent.Status);
    }

    [Fact]
    public async Task Credentials_PlatformOutOfReach_ComeAgainLater()
    {
        var (account, app) = await fixture.AddAccountAsync();
        app.Faults.Token.Set(new ApiFault { HttpStatus = 503 });

        var answer = await PutAsync(account, Other);

        Assert.Equal((503, "platform-unavailable"), (answer.Status, answer.Problem));
        Assert.True(answer.Headers.ContainsKey("Retry-After"));
    }

    [Fact]
    public async Task Credentials_OfNoAccount_AreRefused() => Assert.Equal("unknown-account", (await PutAsync("nobody", Other)).Problem);

    private Task<ApiAnswer> PutAsync(string account, string secret) =>
        fixture.Silo.SendAsync("PUT", $"/api/accounts/{account}/credentials", body: $$"""{ "appSecret": "{{secret}}" }""");
}
