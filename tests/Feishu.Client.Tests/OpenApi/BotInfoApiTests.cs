using Feishu.Client.OpenApi;
using Feishu.Client.Tests.Simulated;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Recording;
using Microsoft.Extensions.DependencyInjection;

namespace Feishu.Client.Tests.OpenApi;

/// <summary>Token and bot info, against the simulator.</summary>
public class BotInfoApiTests
{
    [Fact]
    public async Task Get_TokenCached_AsksForOneTokenOnly()
    {
        await using var account = await SimulatedAccount.CreateAsync();

        var first = await GetAsync(account);
        var second = await GetAsync(account);

        Assert.Equal(account.App.Identity.OpenId, first.OpenId);
        Assert.Equal(first, second);
        Assert.Equal(["botInfo", "botInfo", "token"], Calls(account));
    }

    [Fact]
    public async Task Get_TokenRevoked_FetchesAnotherAndAsksOnceMore()
    {
        await using var account = await SimulatedAccount.CreateAsync();
        await GetAsync(account);

        account.App.RevokeTokens();
        await GetAsync(account);

        Assert.Equal(2, Calls(account).Count(call => call == "token"));
    }

    [Theory]
    [InlineData(99991663)]
    [InlineData(99991664)]
    [InlineData(99991665)]
    [InlineData(99991671)]
    public async Task Get_TokenRejectedAgain_AsksTwiceAndGivesUp(long code)
    {
        await using var account = await SimulatedAccount.CreateAsync();
        account.App.Faults.BotInfo.Set(new ApiFault { HttpStatus = 400, Code = code });

        var refused = await Assert.ThrowsAsync<OpenApiException>(() => GetAsync(account));

        Assert.Equal((code, 400), (refused.Code, refused.HttpStatus));
        Assert.Equal(["botInfo", "botInfo", "token", "token"], Calls(account));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("soon", null)]
    [InlineData("-1", null)]
    [InlineData("999999999999", null)]
    public void RateLimitHeader_AnyValue_IsSecondsOrNothing(string value, int? seconds)
    {
        using var response = new HttpResponseMessage();
        response.Headers.TryAddWithoutValidation("x-ogw-ratelimit-reset", value);

        Assert.Equal(seconds, (int?)RateLimitHeader.Read(response)?.TotalSeconds);
    }

    [Fact]
    public async Task Get_ManyAtOnce_ShareOneTokenCall()
    {
        await using var account = await SimulatedAccount.CreateAsync();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GetAsync(account)));

        Assert.Single(Calls(account), call => call == "token");
    }

    [Fact]
    public async Task Get_WrongSecret_ThrowsWithTheCode()
    {
        await using var account = await SimulatedAccount.CreateAsync();
        account.App.AppSecret = "another";

        var refused = await Assert.ThrowsAsync<OpenApiException>(() => GetAsync(account));

        Assert.NotNull(refused.Code);
        Assert.DoesNotContain(SimulatedAccount.Secret, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_PlatformResets_ThrowsWithoutACode()
    {
        await using var account = await SimulatedAccount.CreateAsync();
        account.App.Faults.BotInfo.Set(new ApiFault { Reset = true });

        var failed = await Assert.ThrowsAsync<OpenApiException>(() => GetAsync(account));

        Assert.Null(failed.Code);
    }

    private static Task<BotInfo> GetAsync(SimulatedAccount account) =>
        account.Services.GetRequiredService<IBotInfoApi>().GetAsync(account.Connection.Account, TestContext.Current.CancellationToken).Within();

    private static List<string> Calls(SimulatedAccount account) =>
        [.. account.App.Log.Of<ApiCalled>().Select(call => call.Api).Order(StringComparer.Ordinal)];
}
