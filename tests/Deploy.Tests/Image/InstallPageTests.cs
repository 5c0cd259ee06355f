using System.Text.RegularExpressions;
using FeishuOrleans.Deploy.Tests.Kit;
using FeishuOrleans.Silo.Configuration;
using FeishuOrleans.Testing;

namespace FeishuOrleans.Deploy.Tests.Image;

/// <summary>docs/install.md against the program, the chart and the unit of systemd.</summary>
public sealed partial class InstallPageTests(HelmChart chart)
{
    private const string KeyFile = "/etc/feishu-orleans/master-key";

    private static readonly string Page = File.ReadAllText(RepositoryRoot.File("docs/install.md"));

    private static readonly string Unit = File.ReadAllText(RepositoryRoot.File("deploy/systemd/feishu-orleans.service"));

    [Fact]
    public void Settings_OfThePage_AreAcceptedByTheSilo()
    {
        var files = Blocks("json");

        Assert.Equal("/var/lib/feishu-orleans", Load(files[0], []).Storage.DataDirectory);
        Assert.Equal("10.0.0.11", Load(files[1], Blocks("ini").Single().Split('\n', StringSplitOptions.RemoveEmptyEntries)).Cluster.AdvertisedAddress);
    }

    [Fact]
    public async Task Values_OfThePage_AreRendered()
    {
        using var folder = new TemporaryDirectory();
        await File.WriteAllTextAsync(folder.Beside("values.yaml"), Blocks("yaml").Single());

        var rendered = await chart.OfFileAsync("feishu-orleans", folder.Beside("values.yaml"));

        Assert.Equal(3, rendered.Deployment.Spec.Replicas);
        foreach (var named in KubernetesName().Matches(Page).Select(static match => match.Groups[1].Value))
            Assert.Contains($"name: {named}\n", rendered.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Arguments_OfBuilds_AreThoseOfTheDockerfile() => Assert.All(
        BuildArgument().Matches(Page).Select(static match => match.Groups[1].Value),
        static name => Assert.Contains(Dockerfile.All("ARG"), argument => argument.StartsWith($"{name}=", StringComparison.Ordinal)));

    /// <summary>The silo's own limit, and some for the process around it.</summary>
    [Fact]
    public void Unit_Always_LeavesTimeToStopAndNamesWhatThePageMakes()
    {
        Assert.Contains("\nTimeoutStopSec=100\n", Unit, StringComparison.Ordinal);
        Assert.Contains("\nExecStart=/opt/feishu-orleans/silo/FeishuOrleans.Silo --config /etc/feishu-orleans/silo.json\n", Unit, StringComparison.Ordinal);
        Assert.Contains("-o /opt/feishu-orleans/silo\n", Page, StringComparison.Ordinal);
        Assert.Contains("\nUser=feishu\n", Unit, StringComparison.Ordinal);
        Assert.Contains(" feishu\n", Page, StringComparison.Ordinal);
    }

    private static SiloSettings Load(string json, string[] variables)
    {
        using var folder = new TemporaryDirectory();
        File.WriteAllText(folder.Beside("master-key"), Convert.ToBase64String(new byte[32]));
        File.WriteAllText(folder.Beside("silo.json"), json.Replace(KeyFile, folder.Beside("master-key"), StringComparison.Ordinal));
        var settings = variables.Select(static line => line.Split('=', 2)).ToDictionary(static pair => pair[0].Replace("__", ":", StringComparison.Ordinal), static string? (pair) => pair[1]);
        return SiloSettings.Load(new CommandLine(null, folder.Beside("silo.json"), settings, []));
    }

    private static string[] Blocks(string language) => [.. Block().Matches(Page).Where(block => block.Groups[1].Value == language).Select(static block => block.Groups[2].Value)];

    [GeneratedRegex(@"^```(\w+)\n([\s\S]*?)^```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex(@"(?:deployment|service)/([a-z-]+)")]
    private static partial Regex KubernetesName();

    [GeneratedRegex(@"--build-arg (\w+)=")]
    private static partial Regex BuildArgument();
}
