using FeishuOrleans.Deploy.Tests.Kit;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>What cannot work is refused before anything is installed: misspelt keys by name, contradictions with a sentence.</summary>
public sealed class RefusalTests(HelmChart chart)
{
    [Theory]
    [InlineData("replica=2", "'replica' not allowed")]
    [InlineData("image.tags=1", "'tags' not allowed")]
    [InlineData("storage.connectionString.valu=x", "'valu' not allowed")]
    [InlineData("settings.Cluster.ConectRate=5", "'ConectRate' not allowed")]
    [InlineData("settings.Cluster.SiloPort=5", "'SiloPort' not allowed")]
    [InlineData("settings.Journl.Retention=1", "'Journl' not allowed")]
    [InlineData("accounts.shop.appID=cli_0123456789abcdef", "'appID' not allowed")]
    [InlineData("resources.limits.cpu=1", "'cpu' not allowed")]
    [InlineData("storage.provider=Sqlite", "'PostgreSql', 'AzureStorage'")]
    [InlineData("settings.Supervision.PingInterval=30s", "does not match pattern")]
    [InlineData("replicas=0", "minimum")]
    public async Task Values_Misspelt_AreNamed(string set, string named) =>
        Assert.Contains(named, await chart.RefusalAsync("postgresql", "--set", set), StringComparison.Ordinal);

    [Theory]
    [InlineData("postgresql", "storage.connectionString.value=", "storage.connectionString is missing: set storage.connectionString.existingSecret")]
    [InlineData("postgresql", "masterKey.existingSecret=x", "masterKey has both value and existingSecret")]
    [InlineData("key-rotation", "otherMasterKey.existingSecret=x", "otherMasterKey has both value and existingSecret")]
    [InlineData("postgresql", "masterKey.value=abc", "masterKey.value is not base64 of 32 bytes")]
    [InlineData("postgresql", "api.keys=null", "api.keys is empty")]
    [InlineData("postgresql", "terminationGracePeriodSeconds=60", "a silo with 1000 accounts may need 110")]
    [InlineData("existing-secrets", "accountsPerSilo=1,replicas=1", "2 accounts are declared, but replicas x accountsPerSilo is 1")]
    [InlineData("monitored", "serviceMonitor.existingSecret=", "serviceMonitor.existingSecret is missing")]
    [InlineData("monitored", "networkPolicy.httpFrom=null", "networkPolicy.httpFrom is empty")]
    [InlineData("monitored", "serviceMonitor.enabled=false", "prometheusRule needs serviceMonitor.enabled")]
    [InlineData("postgresql", "extraEnv[0].name=Cluster__SiloPort,extraEnv[0].value=x", "extraEnv has Cluster__SiloPort, which is a setting")]
    [InlineData("postgresql", "api.keys.b.sha256=9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08,api.keys.b.scopes={read}", "have the same sha256")]
    [InlineData("existing-secrets", "accounts.shop.appSecret=x", "accounts.shop has both appSecret and existingSecret")]
    [InlineData("existing-secrets", "accounts.shop.existingSecret=", "accounts.shop has no secret")]
    [InlineData("existing-secrets", "accounts.shop.webhook.secret=x", "name them in secretKeys")]
    [InlineData("existing-secrets", "accounts.b.appId=cli_aaaaaaaaaaaaaaaa,accounts.b.existingSecret=b,accounts.b.secretKeys.encryptKey=k", "but there is no webhook")]
    [InlineData("azure-storage", "accounts.shop.secretKeys.appSecret=x", "which is missing")]
    [InlineData("existing-secrets", "accounts.b.appId=cli_0123456789abcdef,accounts.b.existingSecret=b", "an app belongs to one account")]
    public async Task Values_ThatContradict_AreExplained(string topology, string set, string sentence) =>
        Assert.Contains(sentence, await chart.RefusalAsync(topology, "--set", set), StringComparison.Ordinal);
}
