using Feishu.Client.Hosting;
using Feishu.Client.OpenApi;
using Feishu.Client.Tests.Simulated;
using Feishu.Simulator;
using Feishu.Simulator.Faults;
using Feishu.Simulator.Platform;
using Feishu.Simulator.Recording;
using Microsoft.Extensions.Time.Testing;

namespace Feishu.Client.Tests.OpenApi;

/// <summary>When a token is renewed, with one driven clock on both sides.</summary>
public sealed class TenantTokenCacheTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly PlatformHttp _http = new(static () => new SocketsHttpHandler());
    private SimulatorHost _simulator = null!;

    public async ValueTask InitializeAsync() => _simulator = await SimulatorHost.StartAsync(new SimulatorOptions
    {
        Apps = [new AppRegistration(SimulatedAccount.AppId, SimulatedAccount.Secret)],
        TimeProvider = _time,
    });

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _simulator.DisposeAsync();
    }

    [Fact]
    public async Task Get_MoreThanHalfAnHourLeft_KeepsTheToken()
    {
        var tokens = Cache();
        var first = await GetAsync(tokens);

        _time.Advance(TimeSpan.FromMinutes(89));

        Assert.Equal(first, await GetAsync(tokens));
        Assert.Equal(1, _simulator.Platform.App(SimulatedAccount.AppId).Log.CountOf<ApiCalled>());
    }

    [Fact]
    public async Task Get_HalfAnHourLeft_FetchesTheNextToken()
    {
        var tokens = Cache();
        var first = await GetAsync(tokens);

        _time.Advance(TimeSpan.FromMinutes(91));

        Assert.NotEqual(first, await GetAsync(tokens));
    }

    [Fact]
    public async Task Get_RenewalFailsWhileTheOldTokenLives_GoesOnWithIt()
    {
        var tokens = Cache();
        var first = await GetAsync(tokens);
        _simulator.Platform.Faults.Token.Set(new ApiFault { HttpStatus = 500, Code = 1 });

        _time.Advance(TimeSpan.FromMinutes(100));
        var meanwhile = await GetAsync(tokens);
        _time.Advance(TimeSpan.FromMinutes(21));

        Assert.Equal(first, meanwhile);
        await Assert.ThrowsAsync<OpenApiException>(() => GetAsync(tokens));
    }

    [Fact]
    public async Task Get_RenewalHangsWhileTheOldTokenLives_CostsOneShortWaitOnly()
    {
        var tokens = Cache();
        var first = await GetAsync(tokens);
        var log = _simulator.Platform.App(SimulatedAccount.AppId).Log;
        _simulator.Platform.Faults.Token.Set(new ApiFault { Hang = true });
        _time.Advance(TimeSpan.FromMinutes(100));

        var renewing = GetAsync(tokens);
        await log.WaitForCountAsync<ApiCalled>(2);
        _time.Advance(TenantTokenCache.RenewalPatience);
        var meanwhile = await renewing;
        var next = await GetAsync(tokens);

        Assert.Equal((first, first), (meanwhile, next));
        Assert.Equal(2, log.CountOf<ApiCalled>());
    }

    [Fact]
    public async Task Get_RenewalFailedAndThePauseIsOver_TriesAgain()
    {
        var tokens = Cache();
        var first = await GetAsync(tokens);
        _simulator.Platform.Faults.Token.Set(new ApiFault { Code = 1, Times = 1 });
        _time.Advance(TimeSpan.FromMinutes(100));
        await GetAsync(tokens);

        _time.Advance(TenantTokenCache.RenewalPause);

        Assert.NotEqual(first, await GetAsync(tokens));
    }

    [Fact]
    public async Task Get_AnotherAccountsTokenHasExpired_IsForgotten()
    {
        var tokens = Cache();
        for (var i = 0; i < 3; i++)
            await GetAsync(tokens, $"bot-{i}");
        Assert.Equal(3, tokens.Count);

        _time.Advance(TimeSpan.FromHours(3));
        await GetAsync(tokens, "bot-1");

        Assert.Equal(1, tokens.Count);
    }

    private TenantTokenCache Cache() => new(new OpenApiCaller(_http, _time), _time);

    private Task<string> GetAsync(TenantTokenCache tokens, string id = "bot") =>
        tokens.GetAsync(new FeishuAccount(id, SimulatedAccount.AppId, SimulatedAccount.Secret, _simulator.Address), TestContext.Current.CancellationToken).Within();
}
