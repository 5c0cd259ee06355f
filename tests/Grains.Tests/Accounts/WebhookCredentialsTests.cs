using FeishuOrleans.Grains.Accounts;
using FeishuOrleans.Grains.Interfaces.Accounts;
using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Grains.Secrets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace FeishuOrleans.Grains.Tests.Accounts;

public sealed class WebhookCredentialsTests
{
    private static readonly WebhookRegistration Webhook = new("https://bot.example.org/events", "whsec_c2VjcmV0", "encrypt-me", "verify-me");
    private static readonly AccountRegistration Plain = new("cli_0000000000000001", "s3cret", "lark");

    private readonly SecretSealer _sealer;
    private readonly Credentials _credentials;

    public WebhookCredentialsTests()
    {
        _sealer = new SecretSealer(new MasterKeyRing(MasterKey.Generate()), Options.Create(new ClusterOptions { ServiceId = "service" }));
        _credentials = new Credentials(_sealer, new PlatformDomains(Options.Create(new PlatformOptions())));
    }

    [Fact]
    public void Mark_WithoutWebhook_IsThatOfVersionsThatKnewNone() =>
        Assert.Equal(_sealer.Fingerprint("cli_0000000000000001\ns3cret\nlark\nTrue"), HashOf(Plain));

    [Fact]
    public void Mark_AnyPartOfTheWebhook_CountsAsAChange()
    {
        AccountRegistration[] different =
        [
            Plain,
            Plain with { Webhook = Webhook },
            Plain with { Webhook = Webhook with { Url = "https://bot.example.org/other" } },
            Plain with { Webhook = Webhook with { Secret = null } },
            Plain with { Webhook = Webhook with { EncryptKey = "another" } },
            Plain with { Webhook = Webhook with { VerificationToken = null } },
            // The same text in another part.
            Plain with { Webhook = Webhook with { EncryptKey = "verify-me", VerificationToken = "encrypt-me" } },
        ];

        Assert.Distinct(different.Select(HashOf));
        Assert.Equal(HashOf(Plain with { Webhook = Webhook }), HashOf(Plain with { Webhook = Webhook with { } }));
    }

    [Fact]
    public void Seal_Webhook_KeepsNoSecretInClearAndOpensAgain()
    {
        var stored = _credentials.Seal("a1", Webhook)!;
        var (target, problem) = _credentials.Open("a1", stored);

        Assert.All([stored.SealedSecret, stored.SealedEncryptKey, stored.SealedVerificationToken], static part => Assert.StartsWith("v1:", part, StringComparison.Ordinal));
        Assert.Null(problem);
        Assert.Equal(("https://bot.example.org", "verify-me"), (target!.Endpoint, target.VerificationToken));
        Assert.NotNull(target.Encryption);
        Assert.NotNull(target.Signature);
    }

    [Fact]
    public void Seal_WebhookWithoutSecrets_SealsNothing() =>
        Assert.Equal(new StoredWebhook("http://127.0.0.1/", null, null, null), _credentials.Seal("a1", new WebhookRegistration("http://127.0.0.1/", null, "", null)));

    [Fact]
    public void Open_PartsExchangedOrOfAnotherAccount_Fails()
    {
        var stored = _credentials.Seal("a1", Webhook)!;

        Assert.NotNull(_credentials.Open("a2", stored).Problem);
        Assert.NotNull(_credentials.Open("a1", stored with { SealedEncryptKey = stored.SealedVerificationToken }).Problem);
        Assert.NotNull(_credentials.Open("a1", stored with { SealedVerificationToken = stored.SealedEncryptKey }).Problem);
        Assert.NotNull(_credentials.Open("a1", stored with { SealedSecret = stored.SealedEncryptKey }).Problem);
    }

    [Fact]
    public void Differences_Webhook_IsComparedWhenOneIsGiven()
    {
        var stored = _credentials.Seal("a1", Plain with { Webhook = Webhook });

        Assert.Empty(_credentials.Differences("a1", stored, Plain));
        Assert.Empty(_credentials.Differences("a1", stored, Plain with { Webhook = Webhook }));
        Assert.All(
            [
                Webhook with { Url = "https://bot.example.org/other" },
                Webhook with { Secret = null },
                Webhook with { EncryptKey = "another" },
                Webhook with { VerificationToken = "another" },
            ],
            different => Assert.Equal(["webhook"], _credentials.Differences("a1", stored, Plain with { Webhook = different })));
        Assert.Equal(["webhook"], _credentials.Differences("a1", _credentials.Seal("a1", Plain), Plain with { Webhook = Webhook }));
    }

    [Fact]
    public void ToString_AnythingAboutAWebhook_HidesIt()
    {
        var stored = _credentials.Seal("a1", Webhook)!;
        var texts = $"{Webhook} {Plain with { Webhook = Webhook }} {stored} {_credentials.Open("a1", stored).Target}";

        Assert.All(["events", "whsec_", "encrypt-me", "verify-me", "s3cret", "v1:"], hidden => Assert.DoesNotContain(hidden, texts, StringComparison.Ordinal));
    }

    private string HashOf(AccountRegistration registration) => _credentials.Mark(new AccountDeclaration(registration, 1)).Hash;
}
