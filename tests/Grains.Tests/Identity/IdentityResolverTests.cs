using Feishu.Client;
using Feishu.Client.OpenApi;
using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Hosting;
using FeishuOrleans.Grains.Identity;
using FeishuOrleans.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace FeishuOrleans.Grains.Tests.Identity;

public sealed class IdentityResolverTests
{
    private static readonly FeishuAccount Account = new("a1", "cli_0000000000000001", "secret", PlatformAddress.Feishu);
    private static readonly StoredRegistration Registration = new(Account.AppId, "sealed", null);

    private readonly FakeTimeProvider _time = new();
    private readonly FakeBotInfo _api = new();

    [Fact]
    public async Task Resolve_NothingKnown_AsksAtOnceAndIsDueAgainAfterADay()
    {
        var resolver = Create(chance: 0.5);

        var pause = await resolver.ResolveAsync(Account, null, default);

        Assert.Equal(new AccountIdentity("ou_1", "Bot", _time.GetUtcNow()), resolver.Answer!.Identity);
        Assert.Equal(TimeSpan.FromDays(1), pause);
    }

    [Theory]
    [InlineData(0.0, 0.9)]
    [InlineData(0.999999, 1.1)]
    public async Task Resolve_Known_WaitsForItsAgeGiveOrTakeATenth(double chance, double days)
    {
        var resolver = Create(chance);

        var pause = await resolver.ResolveAsync(Account, new AccountIdentity("ou_1", "Bot", _time.GetUtcNow()), default);

        Assert.Equal(0, _api.Calls);
        Assert.Equal(TimeSpan.FromDays(days).TotalHours, pause.TotalHours, 0.1);
    }

    [Fact]
    public async Task Resolve_Failing_TriesForEverWithGrowingPauses()
    {
        _api.Failure = new OpenApiException("no answer", null);
        var resolver = Create(chance: 0.5);
        var pauses = new List<TimeSpan>();

        for (var round = 0; round < 2000; round++)
        {
            pauses.Add(await resolver.ResolveAsync(Account, null, default));
            _time.Advance(pauses[^1]);
        }

        Assert.Equal([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900], pauses.Take(11).Select(static pause => (int)pause.TotalSeconds));
        Assert.Equal(TimeSpan.FromMinutes(15), pauses[^1]);
        Assert.Equal(2000, _api.Calls);
        Assert.Equal("no answer", resolver.Problem);
    }

    [Fact]
    public async Task Resolve_BeforeDue_DoesNotAsk()
    {
        _api.Failure = new OpenApiException("no answer", null);
        var resolver = Create(chance: 0.5);
        await resolver.ResolveAsync(Account, null, default);

        var pause = await resolver.ResolveAsync(Account, null, default);

        Assert.Equal((1, TimeSpan.FromSeconds(2)), (_api.Calls, pause));
    }

    [Fact]
    public async Task Hurry_WhileWaiting_AsksAtOnce()
    {
        _api.Failure = new OpenApiException("no answer", null);
        var resolver = Create(chance: 0.5);
        await resolver.ResolveAsync(Account, null, default);
        _api.Failure = null;

        resolver.Hurry();
        await resolver.ResolveAsync(Account, null, default);

        Assert.NotNull(resolver.Answer);
        Assert.Null(resolver.Problem);
    }

    [Fact]
    public async Task Resolve_OtherCredentials_AsksAtOnce()
    {
        var resolver = Create(chance: 0.5);
        await resolver.ResolveAsync(Account, null, default);

        await resolver.ResolveAsync(Account with { AppSecret = "other" }, resolver.Answer!.Identity, default);

        Assert.Equal(2, _api.Calls);
    }

    [Fact]
    public async Task Fold_NewerAnswerAboutTheSameApp_ReplacesWhatWasKnown()
    {
        var resolver = Create(chance: 0.5);
        await resolver.ResolveAsync(Account, null, default);
        var known = new AccountState { Registration = Registration, Identity = new AccountIdentity("ou_1", "Old name", _time.GetUtcNow().AddDays(-1)) };

        Assert.Equal("Bot", resolver.Fold(known, Account).Identity!.Name);
    }

    [Fact]
    public async Task Fold_AnswerAboutAnotherAppOrPlatform_ChangesNothing()
    {
        var resolver = Create(chance: 0.5);
        await resolver.ResolveAsync(Account, null, default);
        var state = new AccountState { Registration = Registration };

        Assert.Equal(state, resolver.Fold(state, Account with { AppId = "cli_0000000000000002" }));
        Assert.Equal(state, resolver.Fold(state, Account with { BaseAddress = PlatformAddress.Lark }));
        Assert.Equal(state, resolver.Fold(state, null));
    }

    [Fact]
    public async Task Fold_OlderAnswer_ChangesNothing()
    {
        var resolver = Create(chance: 0.5);
        await resolver.ResolveAsync(Account, null, default);
        var known = new AccountState { Registration = Registration, Identity = new AccountIdentity("ou_1", "Newer", _time.GetUtcNow().AddSeconds(1)) };

        Assert.Equal(known, resolver.Fold(known, Account));
    }

    private IdentityResolver Create(double chance) => new(_api, _time, new Jitter(() => chance), Options.Create(new AccountOptions()));

    private sealed class FakeBotInfo : IBotInfoApi
    {
        public int Calls { get; private set; }

        public OpenApiException? Failure { get; set; }

        public Task<BotInfo> GetAsync(FeishuAccount account, CancellationToken cancellation)
        {
            Calls++;
            return Failure is null ? Task.FromResult(new BotInfo("ou_1", "Bot")) : Task.FromException<BotInfo>(Failure);
        }
    }
}
