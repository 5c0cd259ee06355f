using System.Text.Json.Nodes;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Tests.Kit;
using FeishuOrleans.Testing;

namespace Feishu.Simulator.Tests.OpenApi;

public sealed class TokenTests : FakeTimeSimulatorTest
{
    [Fact]
    public async Task Token_UntilThirtyMinutesLeft_IsTheSameThenANewOneAndBothAreValid()
    {
        var (first, expire) = await TokenAsync();
        Advance(90 * 60);
        var (same, left) = await TokenAsync();
        Advance(1);
        var (second, _) = await TokenAsync();

        Assert.Equal((7200, 1800), (expire, left));
        Assert.Equal(first, same);
        Assert.NotEqual(first, second);
        Assert.Equal(0, await BotInfoCodeAsync(first));
        Assert.Equal(0, await BotInfoCodeAsync(second));

        Advance(30 * 60);
        Assert.Equal(99991663, await BotInfoCodeAsync(first));
        Assert.Equal(0, await BotInfoCodeAsync(second));
    }

    [Theory]
    [InlineData("""{"app_id":"cli_0123456789abcdef","app_secret":"wrong"}""", 10014)]
    [InlineData("""{"app_id":"cli_ffffffffffffffff","app_secret":"x"}""", 10003)]
    [InlineData("{", 10003)]
    public async Task Token_BadCredentials_CodeWithHttp200(string body, int code)
    {
        using var response = await OpenApi.PostAsync(Client, "/open-apis/auth/v3/tenant_access_token/internal", body);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.Equal(code, (int?)(await OpenApi.ReadAsync(response))["code"]);
    }

    [Fact]
    public async Task Token_Revoked_ApiSaysSoAndTheNextIsNew()
    {
        var (first, _) = await TokenAsync();
        App.RevokeTokens();

        Assert.Equal(99991663, await BotInfoCodeAsync(first));
        Assert.NotEqual(first, (await TokenAsync()).Token);
    }

    [Fact]
    public async Task Token_Fault_CodeAsArmed()
    {
        App.Faults.Token.Set(new ApiFault { Code = 99991400, HttpStatus = 429 });

        using var response = await OpenApi.PostAsync(
            Client, "/open-apis/auth/v3/tenant_access_token/internal", $$"""{"app_id":"{{AppId}}","app_secret":"{{Secret}}"}""");

        Assert.Equal(429, (int)response.StatusCode);
        Assert.Equal(99991400, (long?)(await OpenApi.ReadAsync(response))["code"]);
    }

    [Theory]
    [InlineData(null, 99991661)]
    [InlineData("Bearer u-x", 99991671)]
    [InlineData("Bearer t-unknown", 99991663)]
    public async Task Api_WithoutGoodToken_Refused(string? authorization, int code)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, "/open-apis/bot/v3/info");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var response = await Client.Http.SendAsync(request).Within();

        Assert.Equal(code, (int?)(await OpenApi.ReadAsync(response))["code"]);
    }

    private async Task<(string Token, int Expire)> TokenAsync()
    {
        JsonObject answer = await OpenApi.TokenAsync(Client, AppId, Secret);
        return ((string)answer["tenant_access_token"]!, (int)answer["expire"]!);
    }

    private async Task<int?> BotInfoCodeAsync(string token)
    {
        using var response = await OpenApi.GetAsync(Client, "/open-apis/bot/v3/info", token);
        return (int?)(await OpenApi.ReadAsync(response))["code"];
    }
}
