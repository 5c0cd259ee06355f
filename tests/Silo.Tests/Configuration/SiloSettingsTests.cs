using FeishuOrleans.Grains.Interfaces.Webhooks;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Silo.Tests.Configuration;

/// <summary>Everything that is wrong with a configuration is said before anything starts, each by its key.</summary>
public sealed class SiloSettingsTests : IDisposable
{
    private const string GoodAccount = "--Accounts:a1:AppId=cli_0123456789abcdef";

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void Load_Nothing_GivesTheDefaults()
    {
        var settings = Load();

        Assert.Equal(["http://127.0.0.1:8080"], settings.Urls);
        Assert.Equal(11111, settings.Cluster.SiloPort);
        Assert.Empty(settings.Declarations.Accounts);
    }

    [Theory]
    [InlineData("--Supervision:PingIntervall=00:00:30", "Supervision:PingIntervall is unknown.")]
    [InlineData("--Supervision:PingInterval=30", "Supervision:PingInterval is '30'")]
    [InlineData("--Supervision:PingInterval=00:00:00", "Supervision:PingInterval is 00:00:00")]
    [InlineData("--Supervision:PingInterval:Value=1", "Supervision:PingInterval is one value")]
    [InlineData("--Supervision:InitialBackoff=00:00:00.05", "Supervision:InitialBackoff is")]
    [InlineData("--Supervision:MaxBackoff=00:00:01", "Supervision:MaxBackoff (00:00:01)")]
    [InlineData("--Supervision:BackoffFactor=0.9", "Supervision:BackoffFactor is 0.9")]
    [InlineData("--Supervision:BackoffJitter=2", "Supervision:BackoffJitter is 2")]
    [InlineData("--Feishu:BaseAddress=open.feishu.cn", "Feishu:BaseAddress is 'open.feishu.cn'")]
    [InlineData("--Feishu:BaseAddress=http://open.feishu.cn", "Feishu:BaseAddress")]
    [InlineData("--Feishu:BaseAdress=https://open.feishu.cn", "Feishu:BaseAdress is unknown.")]
    [InlineData("--Storage:Provider=Postgres", "Storage:Provider is 'Postgres'")]
    [InlineData("--Storage:Provider=PostgreSql", "Storage:ConnectionString is missing")]
    [InlineData("--Storage:DataDirectory=", "Storage:DataDirectory is empty")]
    [InlineData("--Cluster:SiloPort=0", "Cluster:SiloPort is 0")]
    [InlineData("--Cluster:GatewayPort=70000", "Cluster:GatewayPort is 70000")]
    [InlineData("--Cluster:GatewayPort=11111", "Cluster:SiloPort and Cluster:GatewayPort")]
    [InlineData("--Cluster:AdvertisedAddress=0.0.0.0", "Cluster:AdvertisedAddress is 0.0.0.0")]
    [InlineData("--Cluster:AdvertisedAddress=silo-1", "Cluster:AdvertisedAddress is 'silo-1'")]
    [InlineData("--Cluster:AdvertisedAddress=192.0.2.1", "set Cluster:ClientKey")]
    [InlineData("--Cluster:ClientKey=", "Cluster:ClientKey is empty")]
    [InlineData("--Cluster:ProbeTimeout=00:00:00.5", "Cluster:ProbeTimeout is")]
    [InlineData("--Cluster:ConnectRate=0", "Cluster:ConnectRate is 0")]
    [InlineData("--Cluster:IsolationLimit=00:00:01", "Cluster:IsolationLimit is 00:00:01: give a duration from 00:00:05 to 01:00:00.")]
    [InlineData("--Secrets:MasterKey=c2hvcnQ=", "Secrets:MasterKey is not base64 of exactly 32 bytes")]
    [InlineData("--Secrets:MasterKeyFile=/nowhere/master.key", "Secrets:MasterKeyFile '/nowhere/master.key' cannot be read")]
    [InlineData("--urls=http://0.0.0.0:8080", "urls is 'http://0.0.0.0:8080'")]
    [InlineData("--urls=http://*:8080", "urls is 'http://*:8080'")]
    [InlineData("--urls=http://127.0.0.1:1;http://[::]:2", "urls is 'http://[::]:2'")]
    [InlineData("--urls=http://silo.example:8080", "urls is 'http://silo.example:8080'")]
    [InlineData("--urls=https://127.0.0.1:8080", "urls is 'https://127.0.0.1:8080'")]
    [InlineData("--urls=8080", "urls is '8080'")]
    [InlineData("--Journal:Retention=1", "Journal:Retention is '1'")]
    [InlineData("--Api:Keys:me:Sha256=1", "Api:Keys:me:Sha256 must be the SHA-256")]
    [InlineData("--Dispatch:Timeout=1", "Dispatch:Timeout is '1'")]
    [InlineData("--Dispatch:MaxAttempts=0", "Dispatch:MaxAttempts is 0")]
    [InlineData("--Dispatch:AllowedHosts=a,,b", "Dispatch:AllowedHosts is \"a,,b\"")]
    [InlineData("--Acounts:a1:AppId=x", "Acounts in the command line is unknown.")]
    [InlineData("--Accounts:Revision=-1", "Accounts:Revision is '-1'")]
    [InlineData("--Accounts:A1:AppId=x", "Accounts:A1: ")]
    [InlineData("--Accounts:a1:AppId=cli_1", "Accounts:a1:AppId: This is not an app id")]
    [InlineData("--Accounts:a1:Webhok:Url=http://x", "Accounts:a1:Webhok is unknown.")]
    [InlineData("--Accounts:a1:Enabled=maybe", "Accounts:a1:Enabled is 'maybe'")]
    [InlineData("--config=/nowhere/silo.json", "'/nowhere/silo.json' cannot be read")]
    public void Load_OneMistake_IsNamedByItsKey(string argument, string expected)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Load(argument));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Accounts:a1:AppSecret is missing")]
    [InlineData("are both set", "--Accounts:a1:AppSecret=s", "--Accounts:a1:AppSecretFile=f")]
    [InlineData("Accounts:a1:AppSecretFile '/nowhere/secret' cannot be read", "--Accounts:a1:AppSecretFile=/nowhere/secret")]
    [InlineData("Accounts:a1:Webhook:Link is unknown.", "--Accounts:a1:Webhook:Link=http://x")]
    [InlineData("Accounts:a1:Webhook is a section: give Accounts:a1:Webhook:Url", "--Accounts:a1:Webhook=http://x")]
    [InlineData("Accounts:a1:Webhook:Url is missing", "--Accounts:a1:Webhook:Secret=whsec_c2VjcmV0")]
    [InlineData("Accounts:a1:Webhook:Url: The URL of a webhook starts with", "--Accounts:a1:Webhook:Url=ftp://x")]
    [InlineData("Accounts:a1:Webhook:Secret: A webhook secret starts with 'whsec_'", "--Accounts:a1:Webhook:Url=http://x", "--Accounts:a1:Webhook:Secret=hush-hush")]
    [InlineData("Accounts:a1:Webhook:Secret and Accounts:a1:Webhook:SecretFile are both set", "--Accounts:a1:Webhook:Secret=whsec_c2VjcmV0", "--Accounts:a1:Webhook:SecretFile=f")]
    [InlineData("Accounts:a1:Webhook:EncryptKeyFile '/nowhere/key' cannot be read", "--Accounts:a1:Webhook:EncryptKeyFile=/nowhere/key")]
    [InlineData("Accounts:a1:Webhook:EncryptKey: The encrypt key contains white space", "--Accounts:a1:Webhook:EncryptKey=hush hush")]
    [InlineData("Accounts:a1:Webhook:VerificationToken: The verification token is empty", "--Accounts:a1:Webhook:VerificationToken=")]
    [InlineData("Accounts:a1:Domain: This is not a domain", "--Accounts:a1:AppSecret=s", "--Accounts:a1:Domain=ftp://x")]
    public void Load_MistakeInAnAccount_IsNamedByItsKey(string expected, params string[] arguments)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Load([GoodAccount, .. arguments]));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ManyMistakes_AreSaidAtOnce()
    {
        var refused = Assert.Throws<StartRefusedException>(
            () => Load("--Supervision:PingInterval=30", "--Cluster:SiloPort=x", "--Storage:Provider=Paper", "--Accounts:b2:AppId=1", "stray"));

        // The account lacks its secret as well.
        Assert.StartsWith("The configuration has 6 problems:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_WrongSecrets_AreNotRepeated()
    {
        var refused = Assert.Throws<StartRefusedException>(
            () => Load("--Secrets:MasterKey=hush-hush", "--Accounts:a1:AppSecret=hush-hush", "--Cluster:ClientKey=hush-hush", "--Cluster:SiloPort=x"));

        Assert.DoesNotContain("hush-hush", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Sources_LaterOnesGoBeforeEarlierOnes()
    {
        var file = _directory.Beside("silo.json");
        File.WriteAllText(file, """{ "Cluster": { "ClusterId": "file", "ServiceId": "file" } /* comments are welcome */ }""");

        var settings = Load($"--config={file}", "--Cluster:ServiceId=argument");

        Assert.Equal(("file", "argument"), (settings.Cluster.ClusterId, settings.Cluster.ServiceId));
    }

    [Theory]
    [InlineData("{ \"Clusters\": { \"SiloPort\": 1 } }", "Clusters in ")]
    [InlineData("{ \"Kestrel\": { \"Endpoints\": {} , \"x\": 1 } }", "Kestrel in ")]
    [InlineData("{ \"Cluster\": ", "cannot be read")]
    public void Load_FileWithAMistake_NamesTheFile(string content, string expected)
    {
        var file = _directory.Beside("silo.json");
        File.WriteAllText(file, content);

        var refused = Assert.Throws<StartRefusedException>(() => Load($"--config={file}"));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_DeclaredAccounts_AreRead()
    {
        var file = _directory.Beside("secret");
        File.WriteAllText(file, "from a file\n");

        var declarations = Load(
            GoodAccount, $"--Accounts:a1:AppSecretFile={file}", "--Accounts:a1:Domain=lark", "--Accounts:a1:Enabled=false", "--Accounts:Revision=7").Declarations;

        Assert.Equal(7, declarations.Revision);
        var (id, account) = Assert.Single(declarations.Accounts);
        Assert.Equal("a1", id);
        Assert.Equal(("cli_0123456789abcdef", "from a file", "lark", false), (account.AppId, account.AppSecret, account.Domain, account.Enabled));
    }

    [Fact]
    public void Load_DeclaredWebhook_IsReadWithItsSecrets()
    {
        var (secret, key) = (_directory.Beside("whsec"), _directory.Beside("key"));
        File.WriteAllText(secret, "whsec_c2VjcmV0\n");
        File.WriteAllText(key, "encrypt-me\n");

        var declared = Load(
            GoodAccount, "--Accounts:a1:AppSecret=s", "--Accounts:a1:Webhook:Url=https://bot.example.org/events",
            $"--Accounts:a1:Webhook:SecretFile={secret}", $"--Accounts:a1:Webhook:EncryptKeyFile={key}", "--Accounts:a1:Webhook:VerificationToken=verify-me").Declarations;

        Assert.Equal(
            new WebhookRegistration("https://bot.example.org/events", "whsec_c2VjcmV0", "encrypt-me", "verify-me"),
            Assert.Single(declared.Accounts).Value.Webhook);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:8080")]
    [InlineData("http://[::1]:8080; http://127.0.0.2:8081")]
    public void Load_LoopbackUrls_AreGood(string urls) => Assert.NotEmpty(Load($"--urls={urls}").Urls);

    [Fact]
    public void Load_OtherAddressWithClientKey_IsGood() =>
        Assert.Equal("192.0.2.1", Load("--Cluster:AdvertisedAddress=192.0.2.1", "--Cluster:ClientKey=k").Cluster.AdvertisedAddress);

    private static SiloSettings Load(params string[] arguments) => SiloSettings.Load(CommandLine.Parse(arguments));
}
