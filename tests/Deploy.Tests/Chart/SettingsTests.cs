using System.Text.Json;
using FeishuOrleans.Deploy.Tests.Kit;
using FeishuOrleans.Silo.Configuration;

namespace FeishuOrleans.Deploy.Tests.Chart;

/// <summary>What pods are told, read by the silo's own start: an unknown key, a wrong value or a missing file would be refused.</summary>
public sealed class SettingsTests(HelmChart chart)
{
    /// <summary>Settings that the chart gives itself, or has another place for.</summary>
    private static readonly string[] Own = ["Cluster:SiloPort", "Cluster:GatewayPort", "Cluster:AdvertisedAddress", "Cluster:ClientKey"];

    private static readonly string[] OwnSections = ["Accounts", "Storage", "Secrets", "Api"];

    public static TheoryData<string> Topologies => [.. HelmChart.Topologies.Where(static topology => topology != "azure-storage")];

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Settings_EachTopology_AreAcceptedByTheSilo(string topology)
    {
        using var silo = new MountedSilo(chart[topology]);

        var settings = silo.Load();

        Assert.Equal(MountedSilo.PodAddress, settings.Cluster.AdvertisedAddress);
        Assert.Equal(["http://*:8080"], settings.Urls);
        Assert.False(settings.ApiKeys.IsEmpty);
    }

    /// <summary>This build has no AzureStorage: the image has. All else is read.</summary>
    [Fact]
    public void Settings_ForAzureStorage_AreRefusedForTheBuildAlone()
    {
        using var silo = new MountedSilo(chart["azure-storage"]);

        var refusal = Assert.Throws<StartRefusedException>(silo.Load);

        Assert.Contains("has a problem", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("this program was built without it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_Declared_HaveTheirSecretsFromFiles()
    {
        using var silo = new MountedSilo(chart["existing-secrets"]);

        var declared = silo.Load().Declarations;

        Assert.Equal(1, declared.Revision);
        Assert.Equal(["help.desk-2", "shop"], declared.Accounts.Keys.Order(StringComparer.Ordinal));
        Assert.False(declared.Accounts["help.desk-2"].Enabled);
        Assert.Equal("secret", declared.Accounts["shop"].AppSecret);
        Assert.NotNull(declared.Accounts["shop"].Webhook);
    }

    [Fact]
    public void Revision_WithoutAccounts_IsNotSet()
    {
        using var silo = new MountedSilo(chart["postgresql"]);
        using var settings = JsonDocument.Parse(silo.ConfigurationFile);

        Assert.False(settings.RootElement.TryGetProperty("Accounts", out _));
    }

    [Fact]
    public void MasterKeys_WhileTheyChange_AreBothMounted()
    {
        using var silo = new MountedSilo(chart["key-rotation"]);

        Assert.NotNull(silo.Load().Secrets.OtherMasterKeyFile);
        Assert.Contains("other-master-key", silo.MountedSecrets);
    }

    [Theory]
    [MemberData(nameof(Topologies))]
    public void Secrets_Always_StayOutOfTheConfiguration(string topology)
    {
        using var silo = new MountedSilo(chart[topology]);

        Assert.All(silo.SettingVariables.Where(static variable => variable.Name != "Cluster__AdvertisedAddress"), static variable => Assert.NotNull(variable.ValueFrom.SecretKeyRef));
        Assert.DoesNotContain("example-only", silo.ConfigurationFile, StringComparison.Ordinal);
        Assert.DoesNotContain("whsec_", silo.ConfigurationFile, StringComparison.Ordinal);
    }

    [Fact]
    public void Schema_OfSettings_IsThatOfTheProgram()
    {
        using var schema = JsonDocument.Parse(File.ReadAllText(Path.Combine(HelmChart.Folder, "values.schema.json")));
        var sections = Properties(schema.RootElement.GetProperty("$defs").GetProperty("settings"));

        var known = sections.Where(static section => section.Name != "Logging")
            .SelectMany(static section => Properties(section.Value).Select(key => $"{section.Name}:{key.Name}"));

        var settings = SettingCatalog.All.Select(static setting => setting.Key).Where(static key => !OwnSections.Contains(key.Split(':')[0])).Except(Own);
        Assert.Equal(settings.Order(StringComparer.Ordinal), known.Order(StringComparer.Ordinal));
    }

    private static JsonElement.ObjectEnumerator Properties(JsonElement schema) => schema.GetProperty("properties").EnumerateObject();
}
