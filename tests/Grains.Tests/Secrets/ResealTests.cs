using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Secrets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Tests.Secrets;

public sealed class ResealTests
{
    private static readonly AccountRegistration Registration = new("cli_0000000000000001", "s3cret", "lark")
    {
        Webhook = new WebhookRegistration("https://bot.example.org/events", "whsec_c2VjcmV0", "encrypt-me", "verify-me"),
    };

    private readonly MasterKey _old = MasterKey.Generate(), _new = MasterKey.Generate();

    [Fact]
    public void Reseal_OldKeyKnown_OpensWithTheNewOneAlone()
    {
        var stored = With(_old).Seal("a1", Registration);

        var (resealed, problem) = With(_new, _old).Reseal("a1", stored);

        Assert.Null(problem);
        Assert.Empty(With(_new).Differences("a1", resealed, Registration));
        Assert.Equal(["app secret", "webhook"], With(_old).Differences("a1", resealed, Registration));
    }

    [Fact]
    public void Reseal_Again_ChangesNothing()
    {
        var stored = With(_new).Seal("a1", Registration);

        var (resealed, problem) = With(_new, _old).Reseal("a1", stored);

        Assert.Null(problem);
        Assert.Same(stored, resealed);
    }

    /// <summary>All or nothing: an account that is half under another key would need both for ever.</summary>
    [Fact]
    public void Reseal_OnePartUnreadable_SaysWhyAndChangesNothing()
    {
        var stored = With(_old).Seal("a1", Registration);
        stored = stored with { Webhook = stored.Webhook! with { SealedEncryptKey = stored.SealedSecret } };

        var (resealed, problem) = With(_new, _old).Reseal("a1", stored);

        Assert.Contains("belongs to another", problem, StringComparison.Ordinal);
        Assert.Same(stored, resealed);
    }

    private static Credentials With(MasterKey current, MasterKey? other = null) => new(
        new SecretSealer(new MasterKeyRing(current, other), Options.Create(new ClusterOptions { ServiceId = "service" })),
        new PlatformDomains(Options.Create(new PlatformOptions())));
}
